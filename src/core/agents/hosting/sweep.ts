import type { IndexDb } from '../../db/index-db.ts'
import type { Log } from '../../observability/log.ts'
import { readBalances } from '../../wallet/balances.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import { say } from '../../words.ts'
import { agentRow } from '../query.ts'
import type { Again } from './again.ts'
import { sendHome, type RightsDeps } from './rights.ts'
import type { HostedStore } from './store.ts'

export interface SweepDeps extends RightsDeps {
  wallet: Pick<Wallet, 'hotKey' | 'hotKeysOn' | 'owned'>
  indexDb: IndexDb
  store: HostedStore
  again: Again
  log: Log
}

const STRAY = say('agents.stray-money')

/** Looks for stray money, one sweep at a time. */
export function createSweep(deps: SweepDeps) {
  const { again } = deps
  let sweeping: Promise<unknown> | null = null
  return {
    soon(network: string, signal: AbortSignal) {
      sweeping ??= sweep(deps, network, signal)
        .then(() => again.done(STRAY))
        .catch((error: unknown) => signal.aborted || again.failed(STRAY, error))
        .finally(() => (sweeping = null))
    },
    settled: () => sweeping,
  }
}

/**
 * Money on keys that no agent works with here: a plan that was lost, a key that got money after it was given up. It
 * goes to the agent's owner where that is an account of this wallet; nobody else's address is known to be right.
 */
async function sweep(deps: SweepDeps, network: string, signal: AbortSignal): Promise<void> {
  const { client, submitter, wallet, indexDb, store, log } = deps
  const used = new Set(store.all().map(({ hotKey }) => hotKey))
  const stray = wallet.hotKeysOn(network).filter(({ address }) => !used.has(address))
  const own = wallet.owned()
  const balances = await readBalances(
    client.api(),
    stray.map(({ address }) => address),
  )
  for (const [i, { did, address }] of stray.entries()) {
    const owner = agentRow(indexDb.db, did)?.owner
    if (!balances[i]?.free || owner === undefined || !own.has(owner) || submitter.awaits(owner, Infinity))
      continue
    const stays = await sendHome(deps, { did, owner, hotKey: address }, signal)
    if (stays !== null) log.warn(`What ${address} has left stays there: ${stays}`)
  }
}
