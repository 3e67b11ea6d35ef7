import type { Log } from '../../observability/log.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import { say } from '../../words.ts'
import type { Again } from './again.ts'
import { sendHome, type RightsDeps } from './rights.ts'
import type { HostedRow, HostedStore } from './store.ts'

export interface LeavingDeps extends RightsDeps {
  wallet: Pick<Wallet, 'hotKey' | 'retireHotKey'>
  store: HostedStore
  again: Again
  log: Log
  /** Ends an agent's loop, where one runs. */
  end: (did: string) => Promise<void>
}

const moneyOf = (did: string) => say('agents.money-not-home', { did })

/** Agents whose rights are gone and whose money is on its way. */
export function createLeaving(deps: LeavingDeps) {
  const { wallet, store, again, log, end } = deps
  const leaving = new Map<string, Promise<void>>()

  /** The agent works here no more: its hot key's money goes home, then it is forgotten. Else the next pass tries again. */
  async function leave(row: HostedRow, signal: AbortSignal): Promise<void> {
    try {
      await end(row.did)
      const stays = await sendHome(deps, row, signal)
      if (stays === null) wallet.retireHotKey(row.hotKey)
      else log.warn(`What ${row.hotKey} has left stays there: ${stays}`)
      store.remove(row)
      log.info(`hosts ${row.did} no more`)
      again.done(moneyOf(row.did))
    } catch (error) {
      if (!signal.aborted) again.failed(moneyOf(row.did), error)
    } finally {
      leaving.delete(row.did)
    }
  }

  return {
    has: (did: string) => leaving.has(did),
    begin(row: HostedRow, signal: AbortSignal) {
      if (!leaving.has(row.did)) leaving.set(row.did, leave(row, signal))
    },
    settled: () => Promise.all(leaving.values()),
  }
}
