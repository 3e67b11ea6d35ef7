import { RejectedError } from '../../errors.ts'
import type { Log } from '../../observability/log.ts'
import { whyOf, wordsOf } from '../../storage-errors.ts'
import type { Notices } from '../../system/notices.ts'
import { say, type Sentence } from '../../words.ts'
import type { Fact } from '../../../contract/words/said.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 60_000
/** What a chain refuses it refuses for long, and each try is kept in the list of transactions. */
const REFUSED_PAUSE_MS = 600_000

/** What could not be done is tried again, later and later, and said on the page until it is done. */
export interface Again {
  /** `what`: as in "The money of X is not home yet". */
  failed(what: Sentence, error: unknown): void
  done(what: Sentence): void
  /** Nothing is tried any more, and nothing said. */
  stop(): void
}

export function createAgain(parts: {
  /** Of the notice. */
  id: string
  notices: Pick<Notices, 'set'>
  retry: () => void
  onTrouble: (error: unknown) => void
  log: Pick<Log, 'warn'>
}): Again {
  const { id, notices, retry, onTrouble, log } = parts
  const waiting = new Map<string, { said: Sentence; why: Fact; words: string; pause: number }>()
  let timer: NodeJS.Timeout | null = null

  function tell(): void {
    const [first] = waiting
    if (!first) return notices.set(id, null)
    const [, { said: known, why }] = first
    notices.set(id, say('agents.again', { what: known, why, count: waiting.size - 1 }))
  }

  return {
    failed(what, error) {
      onTrouble(error)
      const before = waiting.get(what.message)
      const words = wordsOf(error)
      const longer = Math.min((before?.pause ?? FIRST_PAUSE_MS / 2) * 2, LONGEST_PAUSE_MS)
      const pause = error instanceof RejectedError ? REFUSED_PAUSE_MS : longer
      waiting.set(what.message, { said: what, why: whyOf(error), words, pause })
      if (before?.words !== words) {
        log.warn(`${what.message}: ${words}`)
        tell()
      }
      timer ??= setTimeout(() => {
        timer = null
        retry()
      }, pause)
      timer.unref()
    },
    done(what) {
      if (waiting.delete(what.message)) tell()
    },
    stop() {
      if (timer) clearTimeout(timer)
      timer = null
      if (waiting.size === 0) return
      waiting.clear()
      tell()
    },
  }
}
