import pRetry, { AbortError } from 'p-retry'
import { ImpostorError, proveToCore, wireOf } from '../contract/handshake.ts'

/** How long an open socket may take to say its first word, ms. A core says it at once, also while it loads. */
const HELLO_WITHIN_MS = 15_000
const RUN = 'ainur:run'

/** The socket has to be given up for good; `why` is for the user, null when another program answers. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly why: string | null
  constructor(why: string | null) {
    super(why ?? 'Another program answers.')
    this.why = why
  }
}

/** Survives that the core is started again, and is nowhere else: what a page stores, the next holder of its port reads. */
let session: string | null = null

/** Takes this run's secret out of the address that the core led to. It is good for reloads as long as that core lives. */
export function takeRunSecret(): void {
  const [, run] = /^#run=([0-9a-f]{64})$/.exec(location.hash) ?? []
  if (run === undefined) return
  localStorage.setItem(RUN, run)
  history.replaceState(null, '', `${location.pathname}#/`)
}

/**
 * A socket on which both sides have proven that they know this page's secret. Tries until there is one.
 * @throws {RefusedError} when only a new address from Ainur helps
 */
export const openSocket = (url: URL, onLost: (why: string | null) => void): Promise<WebSocket> =>
  pRetry(() => connect(url, onLost), {
    retries: Number.POSITIVE_INFINITY,
    minTimeout: 250,
    maxTimeout: 5_000,
    randomize: true,
  })

async function connect(url: URL, onLost: (why: string | null) => void): Promise<WebSocket> {
  const socket = new WebSocket(url)
  socket.binaryType = 'arraybuffer'
  const wire = wireOf(socket)
  const open = await new Promise<boolean>((resolve) => {
    socket.addEventListener('open', () => resolve(true), { once: true })
    socket.addEventListener('close', () => resolve(false), { once: true })
  })
  let silent = false
  if (open) {
    const late = setTimeout(() => {
      silent = true
      socket.close()
    }, HELLO_WITHIN_MS)
    socket.addEventListener('message', () => clearTimeout(late), { once: true })
    try {
      const secrets = { session, run: localStorage.getItem(RUN) }
      const welcome = await proveToCore(wire, { secrets, where: url.host })
      session = String(welcome['session'])
      localStorage.setItem(RUN, String(welcome['run']))
      wire.release()
      return socket
    } catch (error) {
      socket.close()
      if (error instanceof ImpostorError) throw new AbortError(new RefusedError(null))
    } finally {
      clearTimeout(late)
    }
  }
  onLost(
    silent
      ? `What answers at ${url.host} says nothing: it may be another program. Nothing was sent to it.`
      : null,
  )
  // A refused upgrade and an absent server look the same to a page; a plain request tells them apart.
  const answer = await fetch('/session', { cache: 'no-store' }).catch(() => null)
  if (answer?.status === 401) {
    const why = 'Ainur no longer accepts this page. Open the address that it prints when it starts.'
    throw new AbortError(new RefusedError(why))
  }
  throw new Error('Ainur does not answer.')
}
