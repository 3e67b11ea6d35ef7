import { agentName } from '../agents/name.ts'
import { inWordsOf } from '../work/ending.ts'
import type { TaskEvent } from '../work/events.ts'
import { say, type Sentence } from '../words.ts'

/** A step of a task's life; null for events that are no step. */
export function step(event: TaskEvent): Sentence | null {
  switch (event.name) {
    case 'TaskCreated': {
      const { target, budget } = event.data
      return target
        ? say('tasks.posted-for', { agent: agentName(target), budget })
        : say('tasks.posted', { budget })
    }
    case 'BiddingOpened':
      return say('tasks.bidding-opened')
    case 'BidPlaced':
      return say('tasks.bid', { agent: agentName(event.data.agent), price: event.data.price })
    case 'BidRetracted': {
      const { agent: did, displacedBy } = event.data
      const agent = agentName(did)
      return displacedBy === null
        ? say('tasks.bid-retracted', { agent })
        : say('tasks.bid-displaced', { agent, by: agentName(displacedBy) })
    }
    case 'TaskMatched':
      return say('tasks.matched', { agent: agentName(event.data.agent), price: event.data.price })
    case 'TaskStarted':
      return say('tasks.started', { agent: agentName(event.data.agent) })
    case 'ResultSubmitted':
      return say('tasks.submitted', { agent: agentName(event.data.agent) })
    case 'TaskDisputed':
      return say('tasks.disputed', { reason: event.data.reason })
    case 'DisputeResolved':
      return say(`tasks.resolved-for-${event.data.inFavourOf}`)
    case 'TaskFinalized': {
      const { cause, outcome, agent } = event.data
      return outcome === 'paid'
        ? say(`tasks.${cause}-paid`, { agent: agentName(agent) })
        : say(`tasks.${cause}-refunded`)
    }
    case 'TaskCancelled':
      return say('tasks.cancelled')
    case 'TaskUnmatched':
      return say('tasks.unmatched')
    case 'TaskTimedOut': {
      const { agent: did, cause, reason } = event.data
      const agent = agentName(did)
      if (cause !== 'reported') return say(`tasks.${cause}`, { agent })
      return reason
        ? say('tasks.reported-why', { agent, reason: inWordsOf(reason) })
        : say('tasks.reported', { agent })
    }
    case 'SettlementPostponed':
      return say('tasks.postponed')
    case 'BidClosed':
      return null
  }
}
