import { randomBytes } from 'node:crypto'
import type { Action } from '../../contract/actions.ts'
import { LookAgainError } from '../errors.ts'
import { say } from '../words.ts'

/** What a preview showed, or what is about to be signed. */
export interface Shown {
  readonly from: string
  readonly action: Action
  readonly genesisHash: string
  readonly specVersion: number
  /** The call's bytes, 0x hex: what was drafted for it (a key, content) is in them. */
  readonly call: string
  /** Planck. */
  readonly fee: bigint
}

/** Previews that may be signed once each. */
export interface Previews {
  /** Answers the token that stands for it. */
  keep(shown: Shown): string
  /** @throws {LookAgainError} saying what is not as it was shown */
  compare(token: string, now: Shown): void
  /** From now on the token stands for nothing. @throws {LookAgainError} when it did already */
  use(token: string): void
}

/** Tokens of pages that are long gone make room for new ones. */
const MOST = 1_000

/** Fees move with the load of the chain: a quarter more than what was shown is still what was shown. */
export const highestFee = (fee: bigint): bigint => fee + fee / 4n

export function createPreviews(): Previews {
  const kept = new Map<string, Shown>()

  const find = (token: string): Shown => {
    const shown = kept.get(token)
    if (!shown) throw new LookAgainError(say('tx.used-preview'))
    return shown
  }

  return {
    keep(shown) {
      const token = randomBytes(16).toString('base64url')
      kept.set(token, shown)
      for (const old of kept.keys()) {
        if (kept.size <= MOST) break
        kept.delete(old)
      }
      return token
    },
    compare(token, now) {
      const shown = find(token)
      if (shown.genesisHash !== now.genesisHash) throw new LookAgainError(say('tx.other-network'))
      if (shown.from !== now.from || JSON.stringify(shown.action) !== JSON.stringify(now.action))
        throw new LookAgainError(say('tx.other-action'))
      if (shown.specVersion !== now.specVersion) throw new LookAgainError(say('tx.other-rules'))
      if (shown.call !== now.call) throw new LookAgainError(say('tx.other-call'))
      if (now.fee > highestFee(shown.fee))
        throw new LookAgainError(say('tx.higher-fee', { before: `${shown.fee}`, now: `${now.fee}` }))
    },
    use(token) {
      find(token)
      kept.delete(token)
    },
  }
}
