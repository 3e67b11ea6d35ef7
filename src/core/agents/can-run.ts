import type { Reason } from '../../contract/common.ts'
import type { AgentManifest } from '../../contract/manifest.ts'
import type { TaskInput } from '../../contract/tasks.ts'
import { formatAinu } from '../amounts.ts'
import { limitReasons } from '../sandbox/host-limits.ts'
import type { Load } from './hosting/machine.ts'
import { parameterProblem } from './parameters.ts'
import { reason } from '../work/reasons.ts'

/** A bid needs this long to get into a block, ms. */
const BID_TAKES_MS = 500

/** The parts of a task that the answer depends on. */
export interface TaskFacts {
  capability: string
  target: string | null
  budget: string
  minReputation: number
  /** `highestBid`: highest price among the bids that stand, planck. Null: not posted yet, only asked about. */
  posted: {
    state: string
    biddingEnds: number
    timeoutMs: number
    bids: number
    highestBid: string | null
  } | null
}
export interface AgentFacts {
  did: string
  status: 'active' | 'paused' | 'retired'
  capabilities: readonly string[]
  price: string
  score: number
  stake: string
}
/**
 * `unavailable`: its content cannot be had; `unreadable`: it is not an input document; `not-a-file`: the document names
 * something that has no bytes; `too-large`: whatever the document says of its size.
 */
export type InputProblem = 'unavailable' | 'unreadable' | 'not-a-file' | 'too-large'

/** What only the machine knows that hosts the agent. */
export interface HostFacts {
  enabled: boolean
  /** Free AINU of the hot key, and what the calls of this task and of all that it has in hand need, planck. */
  hotKeyFree: string
  feesForTask: string
  ownerFree: string
  /** What the owner's account must keep: bond and existential deposit, planck. */
  ownerNeeds: string
  /** Tasks that all agents of this machine have in hand, how many it takes, and how long one more may wait, ms. */
  load: Load
  /** Text: why manifest or component are not at hand. */
  manifest: AgentManifest | string
  /** Null: not looked at. */
  input: TaskInput | InputProblem | null
  /** Most bytes of data that the sandbox takes. */
  maxInput: number
}
export interface CanRunFacts {
  task: TaskFacts
  agent: AgentFacts
  minStake: string
  /** Most bids that a task takes on chain. */
  maxBids: number
  /** Chain time, ms. */
  now: number
  host: HostFacts | null
}

/** Why an agent cannot take a task: every reason at once. Empty: it can. */
export function canRun(facts: CanRunFacts): Reason[] {
  return [...fits(facts), ...standing(facts), ...(facts.host ? hostCan(facts, facts.host) : [])]
}

function* fits({ task, agent, maxBids, now }: CanRunFacts): Generator<Reason> {
  const { posted } = task
  if (posted && posted.state !== 'bidding' && posted.state !== 'created') {
    yield reason('not-open', 'Bidding on this task is over.', { state: posted.state })
  }
  if (posted?.state === 'bidding' && posted.biddingEnds - now < BID_TAKES_MS) {
    yield reason('bidding-almost-over', 'Bidding ends before a bid could arrive.', {
      left: `${Math.max(0, posted.biddingEnds - now)}`,
    })
  }
  if (posted && posted.bids >= maxBids && BigInt(agent.price) >= BigInt(posted.highestBid ?? '0')) {
    const text = `The task has ${maxBids} bids already, and none of them is higher.`
    yield reason('too-many-bids', text, { price: agent.price })
  }
  if (task.target !== null && task.target !== agent.did) {
    yield reason('not-target', 'The task is meant for another agent.', { target: task.target })
  }
  if (task.target !== agent.did && !agent.capabilities.includes(task.capability)) {
    yield reason('capability-not-offered', `The agent does not offer "${task.capability}".`, {
      wanted: task.capability,
      offered: agent.capabilities.join(', '),
    })
  }
  if (BigInt(agent.price) > BigInt(task.budget)) {
    const text = `The agent asks for ${formatAinu(agent.price)}, the budget is ${formatAinu(task.budget)}.`
    yield reason('price-above-budget', text, { price: agent.price, budget: task.budget })
  }
  if (agent.score < task.minReputation) {
    const text = `The agent's reputation is ${agent.score}; the task asks for at least ${task.minReputation}.`
    yield reason('reputation-too-low', text, {
      reputation: String(agent.score),
      wanted: String(task.minReputation),
    })
  }
}

function* standing({ agent, minStake }: CanRunFacts): Generator<Reason> {
  if (agent.status === 'paused') yield reason('agent-paused', 'The agent is paused on chain.')
  if (agent.status === 'retired') yield reason('agent-retired', 'The agent is no longer registered.')
  else if (BigInt(agent.stake) < BigInt(minStake)) {
    const text = `The agent's stake is ${formatAinu(agent.stake)}; at least ${formatAinu(minStake)} is needed.`
    yield reason('stake-too-low', text, { stake: agent.stake, needed: minStake })
  }
}

function* hostCan({ task }: CanRunFacts, host: HostFacts): Generator<Reason> {
  if (!host.enabled) yield reason('hosting-off', 'Hosting of this agent is switched off.')
  if (BigInt(host.hotKeyFree) < BigInt(host.feesForTask)) {
    const text = `The agent's hot key has ${formatAinu(host.hotKeyFree)} for fees; one more task beside what it has in hand needs ${formatAinu(host.feesForTask)}. Host the agent here again to fill it up.`
    yield reason('hot-key-empty', text, { free: host.hotKeyFree, needed: host.feesForTask })
  }
  if (BigInt(host.ownerFree) < BigInt(host.ownerNeeds)) {
    const text = `The owner's account has ${formatAinu(host.ownerFree)} free; the bond needs ${formatAinu(host.ownerNeeds)}.`
    yield reason('owner-balance-too-low', text, { free: host.ownerFree, needed: host.ownerNeeds })
  }
  const { tasks, max } = host.load
  if (tasks >= max) {
    const text = `The agents of this machine have ${tasks} tasks in hand, which is all it takes at once.`
    yield reason('too-busy', text, { load: String(tasks), max: String(max) })
  }
  yield* programCan(task, host)
}

function* programCan(task: TaskFacts, { manifest, input, maxInput, load }: HostFacts): Generator<Reason> {
  if (typeof manifest === 'string') return yield programUnavailable(manifest)
  if (manifest.kind !== 'wasm')
    return yield reason('kind-not-supported', 'This machine only runs WASM agents.')
  yield* limitReasons(manifest.limits)
  yield* timeFits(task.posted?.timeoutMs, manifest.limits.wallMs, load)
  switch (input) {
    case null:
      return
    case 'unavailable':
      return yield reason('content-unavailable', "The task's input cannot be fetched.")
    case 'unreadable':
      return yield reason('input-not-understood', "The task's input is not in Ainur's form.")
    case 'not-a-file':
      return yield reason('input-not-a-file', "The task's input names something that is not a file.")
    case 'too-large':
      return yield inputTooLarge(maxInput, `more than ${maxInput}`)
    default:
      yield* inputFits(task.capability, manifest, input, maxInput)
  }
}

/** The clock of the task runs on while it waits for a free core. */
function* timeFits(given: number | undefined, wallMs: number, load: Load): Generator<Reason> {
  const needed = load.waitMs + wallMs
  if (given === undefined || given >= needed) return
  const queue = load.waitMs ? `, after up to ${load.waitMs} ms for the ${load.tasks} tasks in hand` : ''
  yield reason('not-enough-time', `The task gives ${given} ms; the agent may need ${wallMs} ms${queue}.`, {
    given: String(given),
    needed: String(needed),
    wait: String(load.waitMs),
  })
}

const inputTooLarge = (max: number, size: string): Reason =>
  reason('input-too-large', `The input has ${size} bytes; at most ${max} are taken.`, {
    size,
    max: String(max),
  })

export const programUnavailable = (why: string): Reason =>
  reason('program-unavailable', `The agent's program cannot be used: ${why}`)

function* inputFits(
  wanted: string,
  manifest: AgentManifest,
  input: TaskInput,
  maxInput: number,
): Generator<Reason> {
  if (input.size > maxInput) yield inputTooLarge(maxInput, String(input.size))
  const capability = manifest.capabilities.find(({ name }) => name === wanted)
  if (!capability) {
    return yield reason('capability-not-offered', `The agent's program does not know "${wanted}".`, {
      wanted,
      offered: manifest.capabilities.map(({ name }) => name).join(', '),
    })
  }
  if (!capability.input.some((pattern) => matches(pattern, input.mediaType))) {
    const text = `The agent does not take ${input.mediaType}; it takes ${capability.input.join(', ')}.`
    yield reason('media-type-not-accepted', text, {
      mediaType: input.mediaType,
      accepted: capability.input.join(', '),
    })
  }
  const problem = parameterProblem(capability.parameters, input.parameters)
  if (problem) yield reason('parameters-invalid', `The parameters do not fit: ${problem}.`, { problem })
}

/** Whether a media type, with or without its parameters, fits a pattern such as `text/*`. */
export function matches(pattern: string, mediaType: string): boolean {
  const [kind, sub] = pattern.split('/')
  const [ownKind, ownSub] = (mediaType.split(';')[0] ?? '').trim().toLowerCase().split('/')
  return (kind === '*' || kind === ownKind) && (sub === '*' || sub === ownSub)
}
