import type { MessagePortMain } from 'electron'

/** A core that answers. */
export interface CoreLink {
  /** Joins a page's port to the core. */
  connect(port: MessagePortMain): void
  /** Settles with the reason, in words, when this core is gone. Never rejects. */
  readonly lost: Promise<string>
  /** Ends the core in order if it was started by this desktop. Asking again is the same stop. */
  stop(): Promise<void>
  /** Ends the core at once if it was started by this desktop. */
  kill(): void
}

/** A core that cannot be had; the message is for the user. */
export class CoreError extends Error {
  override readonly name = 'CoreError'
}

/**
 * Waits for something of a core that comes up, at most `ms`.
 * @throws {CoreError} when that is too long or the desktop closes before
 */
export async function within<T>(work: Promise<T>, ms: number, signal: AbortSignal): Promise<T> {
  let clear = () => {}
  const given = new Promise<never>((_, reject) => {
    const fail = (reason: string) => reject(new CoreError(reason))
    const closing = () => fail('The desktop is closing.')
    const late = setTimeout(() => fail(`The core did not answer within ${ms / 1_000} s.`), ms)
    signal.addEventListener('abort', closing)
    if (signal.aborted) closing()
    clear = () => {
      clearTimeout(late)
      signal.removeEventListener('abort', closing)
    }
  })
  try {
    return await Promise.race([work, given])
  } finally {
    clear()
  }
}
