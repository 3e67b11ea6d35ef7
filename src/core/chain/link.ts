import { messageOf } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Runtimes } from './runtimes.ts'
import { openSession, type OpenSession } from './session.ts'

export interface Link {
  session(): OpenSession | null
  /** Drops the connection and the waiting time; the next attempt is made at once. */
  reconnect(): void
  stop(): Promise<void>
}

export interface LinkOptions {
  url: string
  runtimes: Runtimes
  /** This Ainur runs the chain itself. */
  own?: boolean
  /** A connection that exists already. */
  first?: OpenSession
  onSession: (session: OpenSession) => void
  /** The connection was lost or an attempt failed. */
  onTrouble: (error: unknown) => void
  log: Log
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000
/** A connection that lived so long was a good one: the next wait is short again. */
const STEADY_MS = 10_000

/**
 * Keeps one endpoint connected: after a loss it tries again, waiting longer each time, up to 30 s; also where
 * connections are made and lost at once. Whatever goes wrong, it does not give up.
 */
export function keepConnected({ url, runtimes, own, first, onSession, onTrouble, log }: LinkOptions): Link {
  const stopped = new AbortController()
  let session: OpenSession | null = null
  /** Ends the attempt or the waiting time that is under way. */
  let hurry = new AbortController()
  let failures = 0

  async function live(open: OpenSession) {
    const since = performance.now()
    session = open
    try {
      if (!open.signal.aborted) onSession(open)
      await new Promise<void>((resolve) => {
        if (open.signal.aborted) resolve()
        else open.signal.addEventListener('abort', () => resolve(), { once: true })
      })
      if (performance.now() - since >= STEADY_MS) failures = 0
    } finally {
      session = null
      // Where nobody could make use of it.
      await open.close()
    }
    throw open.signal.reason
  }

  async function run() {
    let given = first
    while (!stopped.signal.aborted) {
      hurry = new AbortController()
      const signal = AbortSignal.any([stopped.signal, hurry.signal])
      try {
        const open = given ?? (await openSession(url, runtimes, { signal, own }))
        given = undefined
        await live(open)
      } catch (error) {
        if (stopped.signal.aborted) return
        if (hurry.signal.aborted) continue
        onTrouble(error)
        log.debug(`No connection to ${url} (${failures + 1}): ${messageOf(error)}`)
        const ms = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** failures++)
        await wait(ms * (1 + Math.random()), signal)
      }
    }
  }

  const running = run()

  return {
    session: () => session,
    reconnect() {
      failures = 0
      hurry.abort(new Error('Trying again at once.'))
      void session?.close()
    },
    async stop() {
      stopped.abort(new Error('The network was left.'))
      await session?.close()
      await running
    },
  }
}

/** Resolves after `ms`, or when `signal` aborts. */
const wait = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    signal.addEventListener('abort', end)
  })
