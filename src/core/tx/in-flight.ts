import type { Reason } from '../../contract/common.ts'
import { createListeners, when } from '../listeners.ts'
import { settled, type TransactionRow, type TransactionStore } from './transactions.ts'

/** What is known of transactions on their way beside their rows. */
export interface InFlight {
  isSettled(id: string): boolean
  /** Writes down how it ended, and tells who waits for it. */
  settle(id: string, change: Partial<TransactionRow>): void
  /** Another transaction may have taken its place: the blocks decide. */
  doubt(id: string): void
  isDoubted(id: string): boolean
  /** A node does not take it any more, which may be because a block up to `upTo` has it. */
  refuse(id: string, reason: Reason, upTo: number): void
  /** Why it is over, now that blocks up to `number` do not have it; null where that cannot be said. */
  refusal(id: string, number: number): Reason | null
  /** How often a node has let go of it, with this time. */
  letGo(id: string): number
  /** Resolves when it is settled. */
  wait(id: string, signal?: AbortSignal): Promise<void>
}

export function createInFlight(options: {
  store: TransactionStore
  onSettled: (row: TransactionRow) => void
}): InFlight {
  const { store, onSettled } = options
  const ended = createListeners<[id: string]>()
  const doubted = new Set<string>()
  const refusals = new Map<string, { reason: Reason; upTo: number }>()
  const letGo = new Map<string, number>()
  const isSettled = (id: string) => settled.includes(store.row(id).status)

  return {
    isSettled,
    settle(id, change) {
      const row = store.update(id, change)
      doubted.delete(id)
      refusals.delete(id)
      letGo.delete(id)
      onSettled(row)
      ended.tell(id)
    },
    doubt: (id) => void doubted.add(id),
    isDoubted: (id) => doubted.has(id),
    refuse: (id, reason, upTo) => void refusals.set(id, { reason, upTo }),
    refusal(id, number) {
      const refused = refusals.get(id)
      return refused && number >= refused.upTo ? refused.reason : null
    },
    letGo(id) {
      const times = (letGo.get(id) ?? 0) + 1
      letGo.set(id, times)
      return times
    },
    async wait(id, signal) {
      signal?.throwIfAborted()
      if (!isSettled(id)) await when((other) => other === id, ended, signal)
    },
  }
}
