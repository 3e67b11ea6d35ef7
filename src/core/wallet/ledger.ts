import type { AccountInfo } from '@polkadot/types/interfaces'
import { and, eq, inArray, or } from 'drizzle-orm'
import type { Ledger, Place } from '../../contract/wallet.ts'
import type { ChainClient } from '../chain/client.ts'
import { toPlain } from '../chain/events.ts'
import { finalizedHead } from '../chain/sign.ts'
import type { Sync } from '../chain/sync.ts'
import type { IndexDb } from '../db/index-db.ts'
import { agents } from '../db/schema/index/agents.ts'
import { bids, tasks } from '../db/schema/index/tasks.ts'
import { canonicalAddress } from './keystore.ts'
import { placesOf, type AgentState, type BidState, type Hold, type TaskState } from './places.ts'

/** How long the index may take to come up to the head before the ledger is read without it, ms. */
const WAIT_MS = 1_000

export interface LedgerReader {
  /** Where every planck of an account is, at one finalized block. @throws {OfflineError} */
  read(address: string, signal?: AbortSignal): Promise<Ledger>
}

/**
 * Balances and holds are read from state at one block; which agents and tasks to ask the state about is known from
 * the index. What the index does not know of yet stays in the sum, as a place without a name.
 */
export function createLedger(parts: { client: ChainClient; sync: Sync; index: IndexDb }): LedgerReader {
  const { client, sync, index } = parts

  async function settledHead(signal?: AbortSignal) {
    const session = await client.whenConnected(signal)
    const head = await finalizedHead(session)
    const limit = AbortSignal.timeout(WAIT_MS)
    await sync.waitFor(head.number, signal ? AbortSignal.any([signal, limit]) : limit).catch(() => {
      signal?.throwIfAborted()
    })
    return { ...head, api: session.api }
  }

  function candidates(address: string) {
    const { db } = index
    const owned = db.select({ did: agents.did }).from(agents).where(eq(agents.owner, address)).all()
    const involved = db
      .select({ id: tasks.id })
      .from(tasks)
      .where(and(eq(tasks.open, true), or(eq(tasks.submitter, address), eq(tasks.agentOwner, address))))
      .all()
    const bidOn = db
      .selectDistinct({ id: bids.task })
      .from(bids)
      .innerJoin(tasks, eq(tasks.id, bids.task))
      .where(
        and(eq(bids.owner, address), eq(bids.status, 'open'), inArray(tasks.state, ['created', 'bidding'])),
      )
      .all()
    return {
      dids: owned.map(({ did }) => did),
      tasks: involved.map(({ id }) => id),
      bidOn: bidOn.map(({ id }) => id),
    }
  }

  return {
    async read(typed, signal) {
      client.api()
      const address = canonicalAddress(typed)
      const { api, number, hash } = await settledHead(signal)
      const at = await api.at(hash)
      const known = candidates(address)
      const ask = async <T>(
        pallet: string,
        item: string,
        keys: readonly (string | number)[],
      ): Promise<T[]> => {
        const entry = at.query[pallet]?.[item]
        if (!entry || keys.length === 0) return []
        return (await entry.multi([...keys])).map((value) => toPlain(value) as T)
      }
      const [account, holds, agentStates, taskStates, bidStates, now] = await Promise.all([
        at.query['system']!['account']!(address) as unknown as Promise<AccountInfo>,
        ask<Hold[]>('balances', 'holds', [address]),
        ask<AgentState | null>('agents', 'agents', known.dids),
        ask<TaskState | null>('tasks', 'tasks', known.tasks),
        ask<BidState[]>('tasks', 'bids', known.bidOn),
        at.query['timestamp']!['now']!(),
      ])
      const named = <V>(keys: readonly (string | number)[], values: readonly V[]) =>
        keys.map((key, i) => [key, values[i]!] as const)
      const places = placesOf({
        address,
        free: account.data.free.toBigInt(),
        reserved: account.data.reserved.toBigInt(),
        holds: holds[0] ?? [],
        agents: named(known.dids, agentStates) as [string, AgentState | null][],
        tasks: named(known.tasks, taskStates) as [number, TaskState | null][],
        bids: named(known.bidOn, bidStates) as [number, BidState[]][],
        now: Number(now.toString()),
      })
      return { address, block: number, places, total: totalOf(places) }
    },
  }
}

const totalOf = (places: readonly Place[]) =>
  places.reduce((sum, { amount }) => sum + BigInt(amount), 0n).toString()
