import type { MessagePortMain } from 'electron'

/** A core that answers. */
export interface CoreLink {
  /** Joins a page's port to the core. */
  connect(port: MessagePortMain): void
  /** Settles with the reason, in words, when this core is gone. Never rejects. */
  readonly lost: Promise<string>
  /** Ends the core if it was started by this desktop. */
  stop(): Promise<void>
}

/** A core that cannot be had; the message is for the user. */
export class CoreError extends Error {
  override readonly name = 'CoreError'
}
