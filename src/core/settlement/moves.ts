import { encodeAddress } from '@polkadot/util-crypto'
import { stringToU8a } from '@polkadot/util'
import type { Move, MovementKind } from '../../contract/money.ts'
import { isZero, minus } from '../amounts.ts'
import type { TaskEvent } from '../work/events.ts'

/** A pallet's account is "modl" and its eight-letter id. */
const accountOfPallet = (id: string) => encodeAddress(padded(stringToU8a(`modl${id}`)), 42)
/** Where fees and slashes go. */
export const TREASURY = accountOfPallet('ainr/trs')
/** What the faucet pays from. */
export const FAUCET = accountOfPallet('ainr/fct')

function padded(bytes: Uint8Array): Uint8Array {
  const account = new Uint8Array(32)
  account.set(bytes)
  return account
}

/** What the index knows of the task that an event is about. */
export interface TaskMoney {
  submitter: string
  agentOwner: string | null
  /** Held behind the chosen bid. */
  bond: string | null
  disputeBond: string | null
}
export interface BidMoney {
  agent: string
  owner: string
  bond: string
}

/**
 * The money that an event moved. `bids` gives the bids that the event is about: the one of `BidRetracted` and
 * `BidClosed`, all that still stood for `TaskCancelled`.
 */
export function movesOf(event: TaskEvent, task: TaskMoney, bids: readonly BidMoney[]): Move[] {
  const { submitter } = task
  const moves: Move[] = []
  const add = (
    kind: MovementKind,
    from: string | null,
    to: string | null,
    amount: string,
    agent?: string,
  ) => {
    if (!isZero(amount)) moves.push({ kind, agent: agent ?? null, from, to, amount })
  }
  const returnBonds = () => bids.forEach((bid) => add('bond-returned', null, bid.owner, bid.bond, bid.agent))
  const settleBond = (agent: string, owner: string, slashed: string) => {
    add('bond-slashed', owner, TREASURY, slashed, agent)
    add('bond-returned', null, owner, minus(task.bond ?? '0', slashed), agent)
  }

  switch (event.name) {
    case 'TaskCreated':
      add('escrow-held', submitter, null, event.data.budget)
      break
    case 'BidPlaced':
      add('bond-held', event.data.owner, null, event.data.bond, event.data.agent)
      break
    case 'BidRetracted':
      returnBonds()
      break
    case 'BidClosed':
      if (!event.data.won) returnBonds()
      break
    case 'TaskMatched':
      add('escrow-excess', null, submitter, event.data.refunded)
      break
    case 'TaskDisputed':
      add('dispute-bond-held', submitter, null, event.data.bond)
      break
    case 'TaskFinalized': {
      const { agent, owner, paid, fee, refunded, slashed, forfeited } = event.data
      add('payout', submitter, owner, paid, agent)
      add('protocol-fee', submitter, TREASURY, fee, agent)
      add('escrow-refund', null, submitter, refunded)
      settleBond(agent, owner, slashed)
      add('dispute-bond-paid', submitter, owner, forfeited, agent)
      add('dispute-bond-returned', null, submitter, minus(task.disputeBond ?? '0', forfeited))
      break
    }
    case 'TaskCancelled':
      add('escrow-refund', null, submitter, event.data.refunded)
      returnBonds()
      break
    case 'TaskUnmatched':
      add('escrow-refund', null, submitter, event.data.refunded)
      break
    case 'TaskTimedOut':
      add('escrow-refund', null, submitter, event.data.refunded)
      settleBond(event.data.agent, event.data.owner, event.data.slashed)
      break
  }
  return moves
}
