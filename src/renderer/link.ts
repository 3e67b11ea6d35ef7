import { type ClientContext, type ClientLink, DynamicLink } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import { openSocket, RefusedError, takeRunSecret } from './socket.ts'
import { PORT, typeOf, WANT_PORT, type PortMessage } from '../contract/shell.ts'

/**
 * How the page reaches the core: `connecting` before the first connection, `open`, `lost` while it is being
 * restored (calls wait), `refused` when this page's permission is gone, `impostor` when another program answers in the
 * place of the core: then only a new address from the shell helps.
 */
export type LinkState = {
  state: 'connecting' | 'open' | 'lost' | 'refused' | 'impostor'
  /** What the shell says about it, e.g. why the core stopped. */
  reason: string | null
}

type Link = ClientLink<ClientContext>
type Listener = (state: LinkState) => void

let current: LinkState = { state: 'connecting', reason: null }
let link: Link | null = null
const listeners = new Set<Listener>()

/** Calls back with the present state at once and with every change; returns how to stop. */
export function onLinkState(listener: Listener): () => void {
  listeners.add(listener)
  listener(current)
  return () => listeners.delete(listener)
}

/** The present state, the same object until it changes (for `useSyncExternalStore`). */
export const linkState = (): LinkState => current

/**
 * The one link of this page to its core, at once: calls made before there is a connection wait for it (or for their
 * `signal`). Event iterators end with an error when the connection breaks; subscribe again on the next `open`.
 */
export function openLink(): Link {
  if (isElectron()) followPorts()
  else {
    takeRunSecret()
    void followSocket(new URL('/rpc', location.href.replace(/^http/, 'ws')))
  }
  return new DynamicLink<ClientContext>((options) => waitForLink(options.signal))
}

/** Whether the page is in the desktop, not in a browser. */
export function isElectron(): boolean {
  return navigator.userAgent.includes(' Electron/')
}

function waitForLink(signal: AbortSignal | undefined): Promise<Link> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      listeners.delete(settle)
      signal?.removeEventListener('abort', abort)
    }
    const abort = () => {
      finish()
      reject(signal?.reason)
    }
    const settle = () => {
      if (link === null && current.state !== 'refused' && current.state !== 'impostor') return
      finish()
      if (link !== null) resolve(link)
      else reject(new Error(current.reason ?? 'Ainur no longer accepts this page.'))
    }
    if (signal?.aborted === true) return abort()
    signal?.addEventListener('abort', abort)
    listeners.add(settle)
    settle()
  })
}

function opened(newLink: Link): void {
  link = newLink
  tell({ state: 'open', reason: null })
}

function broke(state: 'lost' | 'refused' | 'impostor', reason: string | null): void {
  link = null
  tell({ state, reason })
}

function tell(next: LinkState): void {
  if (next.state === current.state && next.reason === current.reason) return
  current = next
  for (const listener of [...listeners]) listener(next)
}

/** Electron: the preload posts `PORT` with a port whenever the core is reachable, without one when it is not. */
function followPorts(): void {
  let previous: MessagePort | undefined
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== window || typeOf(event.data) !== PORT) return
    const { reason } = event.data as PortMessage
    // Chrome tells nobody that a port was closed at its other end, so pending calls are ended by hand.
    previous?.dispatchEvent(new Event('close'))
    previous?.close()
    previous = event.ports[0]
    if (previous === undefined) {
      broke('lost', typeof reason === 'string' ? reason : null)
    } else {
      opened(new PortLink<ClientContext>({ port: previous }))
      previous.start()
    }
  })
  window.postMessage({ type: WANT_PORT }, location.origin)
}

async function followSocket(url: URL): Promise<void> {
  try {
    for (;;) {
      const socket = await openSocket(url, (why) => broke('lost', why))
      opened(new SocketLink<ClientContext>({ websocket: socket }))
      await new Promise((resolve) => socket.addEventListener('close', resolve, { once: true }))
      broke('lost', null)
    }
  } catch (error) {
    if (error instanceof RefusedError && error.why === null) broke('impostor', null)
    else broke('refused', error instanceof Error ? error.message : String(error))
  }
}
