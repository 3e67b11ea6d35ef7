import { agentName } from '../agents/name.ts'
import { formatAinu } from '../amounts.ts'
import type { TaskEvent } from '../work/events.ts'

const timeoutWords = {
  'not-started': 'did not start in time',
  'no-result': 'did not deliver in time',
  reported: 'gave up',
} as const
const finalWords = {
  accepted: 'The submitter accepted the result',
  'window-passed': 'Nobody disputed the result',
  resolved: 'The dispute was settled',
  'resolver-silent': 'Nobody settled the dispute in time',
} as const

/** One sentence for a step of a task's life; null for events that are no step. */
export function sentence(event: TaskEvent): string | null {
  switch (event.name) {
    case 'TaskCreated': {
      const { target, budget } = event.data
      const whom = target ? ` for ${agentName(target)}` : ''
      return `Posted${whom} with a budget of ${formatAinu(budget)}`
    }
    case 'BiddingOpened':
      return 'Agents can bid'
    case 'BidPlaced':
      return `${agentName(event.data.agent)} bid ${formatAinu(event.data.price)}`
    case 'BidRetracted': {
      const { agent, displacedBy } = event.data
      if (displacedBy === null) return `${agentName(agent)} took its bid back`
      return `A cheaper bid of ${agentName(displacedBy)} took the place of ${agentName(agent)}'s in the full list`
    }
    case 'TaskMatched':
      return `${agentName(event.data.agent)} was chosen: ${formatAinu(event.data.price)}`
    case 'TaskStarted':
      return `${agentName(event.data.agent)} started`
    case 'ResultSubmitted':
      return `${agentName(event.data.agent)} delivered a result`
    case 'TaskDisputed':
      return `The submitter disputes the result: ${event.data.reason}`
    case 'DisputeResolved':
      return `The dispute was decided in favour of the ${event.data.inFavourOf}`
    case 'TaskFinalized':
      return `${finalWords[event.data.cause]}: ${event.data.outcome === 'paid' ? `${agentName(event.data.agent)} was paid` : 'the submitter got the money back'}`
    case 'TaskCancelled':
      return 'The submitter cancelled the task'
    case 'TaskUnmatched':
      return 'Bidding ended without an agent'
    case 'TaskTimedOut': {
      const { agent, cause, reason } = event.data
      return `${agentName(agent)} ${timeoutWords[cause]}${reason ? `: ${reason}` : ''}`
    }
    case 'SettlementPostponed':
      return 'The settlement failed and is tried again'
    case 'BidClosed':
      return null
  }
}
