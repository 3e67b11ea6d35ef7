import { and, eq, or } from 'drizzle-orm'
import { z } from 'zod'
import type { HistoryKind } from '../../contract/money.ts'
import { agentEvent } from '../agents/events.ts'
import { isZero } from '../amounts.ts'
import type { ChainEvent } from '../chain/events.ts'
import type { IndexTx } from '../db/index-db.ts'
import { given, prepared } from '../db/prepared.ts'
import { agents } from '../db/schema/index/agents.ts'
import { agentKeys } from '../db/schema/index/tasks.ts'
import { FAUCET, TREASURY } from './moves.ts'

/** Money that moved and is of no task. `from` and `to` as in Move. */
export interface AccountMove {
  kind: HistoryKind
  agent: string | null
  from: string | null
  to: string | null
  amount: string
}

const account = z.string()
const amount = z.string().regex(/^\d+$/)
const one = z.object({ who: account, amount })
const transfer = z.object({ from: account, to: account, amount })
const dust = z.object({ account, amount })
const fee = z.object({ who: account, actualFee: amount })

const findOwner = prepared((tx) =>
  tx
    .select({ owner: agents.owner })
    .from(agents)
    .where(eq(agents.did, given('did')))
    .prepare(),
)
const findKey = prepared((tx) => {
  const between = (owner: string, key: string) =>
    and(eq(agentKeys.owner, given(owner)), eq(agentKeys.key, given(key)))
  return tx
    .select({ key: agentKeys.key })
    .from(agentKeys)
    .where(or(between('from', 'to'), between('to', 'from')))
    .limit(1)
    .prepare()
})

/** Money that no task is the reason of: payments, fees, stakes, deposits. Reads agents and their keys. @throws {ZodError} */
export function accountMovesOf(event: ChainEvent, tx: IndexTx): AccountMove[] {
  const move = moveOf(event, tx)
  return move && !isZero(move.amount) ? [move] : []
}

function moveOf(event: ChainEvent, tx: IndexTx): AccountMove | null {
  if (event.pallet === 'agents') return stakeMove(event, tx)
  if (event.pallet === 'balances') return balanceMove(event, tx)
  if (event.pallet !== 'transactionPayment' || event.name !== 'TransactionFeePaid') return null
  const { who, actualFee } = fee.parse(event.data)
  return { kind: 'transaction-fee', agent: null, from: who, to: TREASURY, amount: actualFee }
}

function stakeMove(event: ChainEvent, tx: IndexTx): AccountMove | null {
  const known = agentEvent(event)
  if (!known) return null
  const { name, data } = known
  const held = (owner: string, agent: string, amount: string) =>
    ({ kind: 'stake-held', agent, from: owner, to: null, amount }) as const
  const owner = () => findOwner(tx).get({ did: data.did })!.owner
  switch (name) {
    case 'AgentRegistered':
      return held(data.owner, data.did, data.stake)
    case 'StakeAdded':
      return held(owner(), data.did, data.amount)
    case 'StakeWithdrawn':
      return { kind: 'stake-returned', agent: data.did, from: null, to: owner(), amount: data.amount }
    default:
      return null
  }
}

/** Holds of tasks and agents are told by their own pallets, which know what for. */
function balanceMove({ name, data }: ChainEvent, tx: IndexTx): AccountMove | null {
  const agent = null
  switch (name) {
    case 'Transfer': {
      const parties = transfer.parse(data)
      return { kind: transferKind(parties, tx), agent, ...parties }
    }
    case 'Reserved': {
      const { who, amount } = one.parse(data)
      return { kind: 'deposit-held', agent, from: who, to: null, amount }
    }
    case 'Unreserved': {
      const { who, amount } = one.parse(data)
      return { kind: 'deposit-returned', agent, from: null, to: who, amount }
    }
    case 'Burned': {
      const { who, amount } = one.parse(data)
      return { kind: 'burned', agent, from: who, to: null, amount }
    }
    case 'DustLost': {
      const { account, amount } = dust.parse(data)
      return { kind: 'dust', agent, from: account, to: TREASURY, amount }
    }
    default:
      return null
  }
}

function transferKind({ from, to }: { from: string; to: string }, tx: IndexTx): HistoryKind {
  if (from === FAUCET) return 'faucet'
  return findKey(tx).get({ from, to }) ? 'key-money' : 'transfer'
}
