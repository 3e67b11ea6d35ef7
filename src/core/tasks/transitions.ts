import type { TaskRow, tasks } from '../db/schema/index/tasks.ts'
import type { TaskEvent } from '../work/events.ts'

const ended = { open: false, deadline: null, escrow: '0' } as const

/** What an event changes in the row of its task; `TaskCreated` makes the row and is not here. */
export function changesOf(event: TaskEvent, row: TaskRow): Partial<TaskRow> {
  switch (event.name) {
    case 'BiddingOpened':
      return { state: 'bidding', biddingEnds: event.data.ends, deadline: event.data.ends }
    case 'BidPlaced':
      return { bids: row.bids + 1 }
    case 'BidRetracted':
      return { bids: row.bids - 1 }
    case 'TaskMatched': {
      const { agent, owner, price, bond, startBy } = event.data
      return { state: 'matched', agent, agentOwner: owner, price, bond, escrow: price, deadline: startBy }
    }
    case 'TaskStarted':
      return { state: 'running', deadline: event.data.resultBy }
    case 'ResultSubmitted': {
      const { outputCid, outputHash, receiptCid, fuel, disputableUntil } = event.data
      return { state: 'verifying', outputCid, outputHash, receiptCid, fuel, deadline: disputableUntil }
    }
    case 'TaskDisputed': {
      const { reason, bond, resolveBy } = event.data
      const disputedAt = event.raw.time
      return { state: 'disputed', disputeReason: reason, disputeBond: bond, disputedAt, deadline: resolveBy }
    }
    case 'DisputeResolved':
      return { inFavourOf: event.data.inFavourOf }
    case 'TaskFinalized': {
      const { outcome, cause, paid, fee, refunded, slashed } = event.data
      return { ...ended, state: 'finalized', outcome, cause, paid, fee, refunded, slashed }
    }
    case 'TaskCancelled':
      return { ...ended, state: 'cancelled', outcome: 'refunded', refunded: event.data.refunded }
    case 'TaskUnmatched':
      return { ...ended, state: 'no-bids', outcome: 'refunded', refunded: event.data.refunded }
    case 'TaskTimedOut': {
      const { cause, reason, refunded, slashed } = event.data
      const failure = reason === '' ? null : reason
      return { ...ended, state: 'timed-out', outcome: 'refunded', cause, failure, refunded, slashed }
    }
    case 'SettlementPostponed':
      return { deadline: event.data.retryAt }
    case 'TaskCreated':
    case 'BidClosed':
      return {}
  }
}

/** The row that `TaskCreated` makes. */
export function newTask({
  raw,
  data,
}: Extract<TaskEvent, { name: 'TaskCreated' }>): typeof tasks.$inferInsert {
  const { task: id, ...rest } = data
  return {
    ...rest,
    id,
    state: 'created',
    open: true,
    deadline: data.biddingOpens,
    escrow: data.budget,
    createdAt: raw.time,
    updatedAt: raw.time,
  }
}
