import type { Reason } from '../../contract/common.ts'
import type { AgentManifest } from '../../contract/manifest.ts'
import type { TaskInput } from '../../contract/tasks.ts'
import { formatAinu } from '../amounts.ts'
import { parameterProblem } from './parameters.ts'
import { reason } from './reasons.ts'

/** Most bids that a task takes on chain. */
const MAX_BIDS = 64
/** A bid needs this long to get into a block, ms. */
const BID_TAKES_MS = 500

/** The parts of a task that the answer depends on. */
export interface TaskFacts {
  capability: string
  target: string | null
  budget: string
  minReputation: number
  /** `dearestBid`: highest price among the bids that stand, planck. Null: not posted yet, only asked about. */
  posted: {
    state: string
    biddingEnds: number
    timeoutMs: number
    bids: number
    dearestBid: string | null
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
/** What only the machine knows that hosts the agent. */
export interface HostFacts {
  enabled: boolean
  /** Free AINU of the hot key and what one task's calls cost, planck. */
  hotKeyFree: string
  feesForTask: string
  ownerFree: string
  /** What the owner's account must keep: bond and existential deposit, planck. */
  ownerNeeds: string
  /** Bids that stand and tasks in work, and how many are allowed. */
  load: number
  maxLoad: number
  /** Text: why manifest or component are not at hand. */
  manifest: AgentManifest | string
  /** `unavailable`: its content cannot be had; `unreadable`: it is not an input document; null: not looked at. */
  input: TaskInput | 'unavailable' | 'unreadable' | null
  /** Most bytes of data that the sandbox takes. */
  maxInput: number
}
export interface CanRunFacts {
  task: TaskFacts
  agent: AgentFacts
  minStake: string
  /** Chain time, ms. */
  now: number
  host: HostFacts | null
}

/** Why an agent cannot take a task: every reason at once. Empty: it can. */
export function canRun(facts: CanRunFacts): Reason[] {
  return [...fits(facts), ...standing(facts), ...(facts.host ? hostCan(facts, facts.host) : [])]
}

function* fits({ task, agent, now }: CanRunFacts): Generator<Reason> {
  const { posted } = task
  if (posted && posted.state !== 'bidding' && posted.state !== 'created') {
    yield reason('not-open', 'Bidding on this task is over.', { state: posted.state })
  }
  if (posted?.state === 'bidding' && posted.biddingEnds - now < BID_TAKES_MS) {
    yield reason('bidding-almost-over', 'Bidding ends before a bid could arrive.', {
      left: `${Math.max(0, posted.biddingEnds - now)}`,
    })
  }
  if (posted && posted.bids >= MAX_BIDS && BigInt(agent.price) >= BigInt(posted.dearestBid ?? '0')) {
    const text = `The task has ${MAX_BIDS} bids already, and none of them is dearer.`
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
    const text = `The agent's hot key has ${formatAinu(host.hotKeyFree)} for fees; a task needs ${formatAinu(host.feesForTask)}.`
    yield reason('hot-key-empty', text, { free: host.hotKeyFree, needed: host.feesForTask })
  }
  if (BigInt(host.ownerFree) < BigInt(host.ownerNeeds)) {
    const text = `The owner's account has ${formatAinu(host.ownerFree)} free; the bond needs ${formatAinu(host.ownerNeeds)}.`
    yield reason('owner-balance-too-low', text, { free: host.ownerFree, needed: host.ownerNeeds })
  }
  if (host.load >= host.maxLoad) {
    const text = `The agent has ${host.load} bids and tasks in hand, which is all this machine takes at once.`
    yield reason('too-busy', text, { load: String(host.load), max: String(host.maxLoad) })
  }
  yield* programCan(task, host)
}

function* programCan(task: TaskFacts, { manifest, input, maxInput }: HostFacts): Generator<Reason> {
  if (typeof manifest === 'string') return yield programUnavailable(manifest)
  if (manifest.kind !== 'wasm')
    return yield reason('kind-not-supported', 'This machine only runs WASM agents.')
  const timeoutMs = task.posted?.timeoutMs
  if (timeoutMs !== undefined && timeoutMs < manifest.limits.wallMs) {
    const text = `The task gives ${timeoutMs} ms; the agent may need ${manifest.limits.wallMs} ms.`
    yield reason('not-enough-time', text, {
      given: String(timeoutMs),
      needed: String(manifest.limits.wallMs),
    })
  }
  if (input === null) return
  if (input === 'unavailable')
    return yield reason('content-unavailable', "The task's input cannot be fetched.")
  if (input === 'unreadable')
    return yield reason('input-not-understood', "The task's input is not in Ainur's form.")
  yield* inputFits(task.capability, manifest, input, maxInput)
}

export const programUnavailable = (why: string): Reason =>
  reason('program-unavailable', `The agent's program cannot be used: ${why}`)

function* inputFits(
  wanted: string,
  manifest: AgentManifest,
  input: TaskInput,
  maxInput: number,
): Generator<Reason> {
  if (input.size > maxInput) {
    const text = `The input has ${input.size} bytes; at most ${maxInput} are taken.`
    yield reason('input-too-large', text, { size: String(input.size), max: String(maxInput) })
  }
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
