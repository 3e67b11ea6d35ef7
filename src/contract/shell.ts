// What the desktop, its page and the core's process say to each other beside the procedures. The preload has it, too, so
// nothing is imported here.

/** The page asks for a link to the core: page to preload to the desktop. */
export const WANT_PORT = 'ainur:want-port'
/** The answer, whenever the core comes or goes: with a port to it, or without one and why. */
export const PORT = 'ainur:port'

/** As the preload posts it to the page. */
export interface PortMessage {
  type: typeof PORT
  reason: string | null
}

/** What a core's process tells the desktop that started it. */
export type FromCore = { type: 'listening' } | { type: 'failed'; reason: string } | SecretRequest

/** What it is told: a page's port comes with the first. */
export type ToCore = { type: 'port' } | { type: 'stop' } | SecretReply

/** The core asks for bytes to be protected, or opened, with the secret of the operating system. */
export interface SecretRequest {
  type: 'secret'
  id: number
  op: 'protect' | 'unprotect'
  /** base64 */
  bytes: string
}
/** The request's answer: `bytes` in base64, or why there are none. */
export type SecretReply = { type: 'secret'; id: number } & ({ bytes: string } | { error: string })

/** The type of a message, whatever it is. */
export const typeOf = (message: unknown): unknown =>
  typeof message === 'object' && message !== null && 'type' in message ? message.type : undefined
