import { messageOf } from '../core/errors.ts'

/** How long an orderly stop may take, ms. Everything that counts is on disk before. */
const STOP_WITHIN_MS = 10_000
/** Ctrl+C reaches every process of the terminal, and those above pass it on: so long it is the same wish, ms. */
const SAME_WISH_MS = 1_000

/**
 * Stops once and ends the process, on the first signal or when `parent`'s end of the channel to it is gone. A signal
 * that comes after more than a second insists: the process ends at once with 130.
 */
export function onQuit(options: { stop: () => Promise<void>; withParent: boolean }): { asked(): boolean } {
  let askedAt: number | null = null
  const quit = () => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(130)
      return
    }
    askedAt = performance.now()
    setTimeout(() => {
      console.error(
        'Ainur did not stop in time and ends now. Nothing is lost: it goes on from its last block.',
      )
      process.exit(1)
    }, STOP_WITHIN_MS).unref()
    options.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`Ainur did not stop cleanly: ${messageOf(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', quit).on('SIGTERM', quit)
  if (options.withParent) {
    process.on('disconnect', quit)
    // It may be gone before this was said.
    if (!process.connected) quit()
  }
  return { asked: () => askedAt !== null }
}
