import { messageOf } from '../core/errors.ts'
import { redactText } from '../core/observability/redact.ts'

/** How long an orderly stop may take, ms. Everything that counts is on disk before. */
const STOP_WITHIN_MS = 10_000
/** Ctrl+C reaches every process of the terminal, and those above pass it on: so long it is the same wish, ms. */
const SAME_WISH_MS = 1_000

/**
 * Stops once and ends the process: on the first signal, when `parent`'s end of the channel to it is gone, or after a
 * fault that nobody caught or `fail`, with 1. A signal that comes after more than a second insists: the process ends at once with
 * 130.
 */
export function onQuit(options: {
  /** Answers the code to end with. */
  stop: () => Promise<number>
  withParent: boolean
  /** Where the words about a fault go; default: standard error. */
  tell?: (words: string) => void
}): { asked(): boolean; fail(words: string): void } {
  const { tell = console.error } = options
  let askedAt: number | null = null
  let code = 0
  const quit = () => {
    if (askedAt !== null) {
      if (performance.now() - askedAt > SAME_WISH_MS) process.exit(130)
      return
    }
    begin()
  }
  const begin = () => {
    askedAt = performance.now()
    setTimeout(() => {
      console.error(
        'Ainur did not stop in time and ends now. Nothing is lost: it goes on from its last block.',
      )
      process.exit(1)
    }, STOP_WITHIN_MS).unref()
    stopNow().then(
      (asked) => process.exit(code || asked),
      (error: unknown) => {
        console.error(`Ainur did not stop cleanly: ${messageOf(error)}`)
        process.exit(1)
      },
    )
  }
  const stopNow = async () => options.stop()
  // The last: a terminal that was closed.
  process.on('SIGINT', quit).on('SIGTERM', quit).on('SIGHUP', quit)
  const fail = (words: string) => {
    tell(words)
    code = 1
    // One that comes while it stops changes the code alone.
    if (askedAt === null) begin()
  }
  onFault(fail)
  if (options.withParent) {
    process.on('disconnect', quit)
    // It may be gone before this was said.
    if (!process.connected) quit()
  }
  return { asked: () => askedAt !== null, fail }
}

/** Calls with words for the log when something was thrown that nobody caught: what goes on then cannot be trusted. */
export function onFault(tell: (words: string) => void): void {
  const take = (error: unknown) => {
    const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
    const words =
      'Ainur met a fault of its own and stops. Nothing that was signed is lost: start it again and it goes on from its last block. What happened:'
    tell(`${words}\n${redactText(detail)}`)
  }
  // Without a listener Node opens its inspector at this signal, to everybody of this machine.
  if (process.platform !== 'win32') process.on('SIGUSR1', () => {})
  process.on('uncaughtException', take).on('unhandledRejection', take)
  // A terminal that was closed is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
