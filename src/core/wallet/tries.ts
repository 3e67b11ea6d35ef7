import { z } from 'zod'
import { TooSoonError } from '../errors.ts'
import { say } from '../words.ts'

/** Wrong passphrases in a row, and when the last one was tried, ms. */
const Count = z.object({ wrong: z.number().int().positive(), at: z.number() })
const Counts = z.record(z.string(), Count)
type Counts = z.infer<typeof Counts>

interface Limit {
  /** So many wrong ones cost no wait; each further one doubles it, from a second on. */
  readonly free: number
  readonly mostMs: number
  /** After so long without a wrong one all is forgotten. */
  readonly forgottenMs: number
}
const ONE: Limit = { free: 3, mostMs: 300_000, forgottenMs: 24 * 3_600_000 }
const ALL: Limit = { free: 10, mostMs: 30_000, forgottenMs: 900_000 }
/** No address: the tries of all accounts together. */
const TOGETHER = ''

/** Where the counts outlive a restart, as JSON. */
export interface TriesStore {
  read(): string | null
  write(json: string): void
}

/** Makes whoever guesses passphrases wait, per account and over all of them. */
export interface Tries {
  /** @throws {TooSoonError} with the time that is left */
  refuse(address: string): void
  /** Counts a try as wrong before its result is known, so that one that is cut short counts, too. */
  begin(address: string): void
  /** It was right: clears the account's count. The count over all accounts stays, since a guesser may have an account of their own. */
  right(address: string): void
  /** It counts as neither right nor wrong: what was tried has no passphrase. */
  undone(address: string): void
  /** The key is gone. */
  forget(address: string): void
}

export function createTries(store: TriesStore, now: () => number = () => Date.now()): Tries {
  let counts: Counts | null = null
  const all = (): Counts => (counts ??= parsed(store.read()))

  function save(next: Counts) {
    counts = next
    try {
      store.write(JSON.stringify(next))
    } catch {
      // On a full disk the counts last as long as this process. Who has the passphrase must get in all the same.
    }
  }

  /** Since the last try, ms. A clock that was put back does not lengthen the wait. */
  function since(found: Counts[string]): number {
    found.at = Math.min(found.at, now())
    return now() - found.at
  }

  function left(name: string, { free, mostMs, forgottenMs }: Limit): number {
    const found = all()[name]
    if (!found || found.wrong < free) return 0
    if (since(found) >= forgottenMs) return 0
    return Math.min(mostMs, 1_000 * 2 ** (found.wrong - free)) - since(found)
  }

  function add(counted: Counts, name: string, by: number, { forgottenMs }: Limit): Counts {
    const { [name]: found, ...others } = counted
    const wrong = (found && since(found) < forgottenMs ? found.wrong : 0) + by
    return wrong > 0 ? { ...others, [name]: { wrong, at: found && by < 0 ? found.at : now() } } : others
  }

  const both = (address: string, by: number) => save(add(add(all(), address, by, ONE), TOGETHER, by, ALL))

  return {
    refuse(address) {
      const ms = Math.max(left(address, ONE), left(TOGETHER, ALL))
      if (ms > 0) throw tooSoon(ms)
    },
    begin: (address) => both(address, 1),
    right(address) {
      const { [address]: _, ...others } = add(all(), TOGETHER, -1, ALL)
      save(others)
    },
    undone: (address) => both(address, -1),
    forget(address) {
      const { [address]: gone, ...others } = all()
      if (gone) save(others)
    },
  }
}

const tooSoon = (ms: number) => new TooSoonError(say('wallet.too-many-tries', { wait: ms }))

/** What cannot be read counts as nothing: it is a brake, not a proof. */
function parsed(json: string | null): Counts {
  try {
    return Counts.parse(JSON.parse(json ?? '{}'))
  } catch {
    return {}
  }
}
