import type { Reason } from '../../contract/common.ts'
import type { AgentManifest } from '../../contract/manifest.ts'
import { matches } from '../../contract/media-type.ts'
import { optionProblems } from '../../contract/options.ts'
import type { TaskInput } from '../../contract/tasks.ts'
import { limitReasons } from '../sandbox/host-limits.ts'
import type { Load } from './hosting/machine.ts'
import { reason } from '../words.ts'

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
 * something that has no bytes; `too-large`: whatever the document says of its size; `not-a-text`, `blank`: a text by its
 * media type, but not by its bytes.
 */
export type InputProblem = 'unavailable' | 'unreadable' | 'not-a-file' | 'too-large' | 'not-a-text' | 'blank'
/** What an agent's program may not take. Also of a task that is not posted yet. */
export type InputFacts = Pick<TaskInput, 'mediaType' | 'size' | 'parameters'>

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
  input: InputFacts | InputProblem | null
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
    yield reason('not-open', { state: posted.state })
  }
  if (posted?.state === 'bidding' && posted.biddingEnds - now < BID_TAKES_MS) {
    yield reason('bidding-almost-over', {
      left: `${Math.max(0, posted.biddingEnds - now)}`,
    })
  }
  if (posted && posted.bids >= maxBids && BigInt(agent.price) >= BigInt(posted.highestBid ?? '0')) {
    yield reason('too-many-bids', { price: agent.price, max: maxBids })
  }
  if (task.target !== null && task.target !== agent.did) {
    yield reason('not-target', { target: task.target })
  }
  if (task.target !== agent.did && !agent.capabilities.includes(task.capability)) {
    yield reason('capability-not-offered', {
      wanted: task.capability,
      offered: agent.capabilities,
    })
  }
  if (BigInt(agent.price) > BigInt(task.budget)) {
    yield reason('price-above-budget', { price: agent.price, budget: task.budget })
  }
  if (agent.score < task.minReputation) {
    yield reason('reputation-too-low', {
      reputation: String(agent.score),
      wanted: String(task.minReputation),
    })
  }
}

function* standing({ agent, minStake }: CanRunFacts): Generator<Reason> {
  if (agent.status === 'paused') yield reason('agent-paused')
  if (agent.status === 'retired') yield reason('agent-retired')
  else if (BigInt(agent.stake) < BigInt(minStake)) {
    yield reason('stake-too-low', { stake: agent.stake, needed: minStake })
  }
}

function* hostCan({ task }: CanRunFacts, host: HostFacts): Generator<Reason> {
  if (!host.enabled) yield reason('hosting-off')
  if (BigInt(host.hotKeyFree) < BigInt(host.feesForTask)) {
    yield reason('hot-key-empty', { free: host.hotKeyFree, needed: host.feesForTask })
  }
  if (BigInt(host.ownerFree) < BigInt(host.ownerNeeds)) {
    yield reason('owner-balance-too-low', { free: host.ownerFree, needed: host.ownerNeeds })
  }
  const { tasks, max } = host.load
  if (tasks >= max) {
    yield reason('too-busy', { load: String(tasks), max: String(max) })
  }
  yield* programCan(task, host)
}

function* programCan(task: TaskFacts, { manifest, input, maxInput, load }: HostFacts): Generator<Reason> {
  if (typeof manifest === 'string') return yield programUnavailable(manifest)
  if (manifest.kind !== 'wasm') return yield reason('kind-not-supported')
  for (const { code, detail } of limitReasons(manifest.limits)) yield reason(code, detail)
  yield* timeFits(task.posted?.timeoutMs, manifest.limits.wallMs, load)
  switch (input) {
    case null:
      return
    case 'unavailable':
      return yield reason('content-unavailable')
    case 'unreadable':
      return yield reason('input-not-understood')
    case 'not-a-file':
      return yield reason('input-not-a-file')
    case 'not-a-text':
      return yield reason('input-not-a-text')
    case 'blank':
      return yield reason('input-blank')
    case 'too-large':
      return yield reason('input-too-large/more', { size: `more than ${maxInput}`, max: maxInput })
    default:
      yield* inputFits(task.capability, manifest, input, maxInput)
  }
}

/** The clock of the task runs on while it waits for a free core. */
function* timeFits(given: number | undefined, wallMs: number, load: Load): Generator<Reason> {
  const needed = load.waitMs + wallMs
  if (given === undefined || given >= needed) return
  const facts = { given, needed, run: wallMs, wait: load.waitMs }
  yield load.waitMs
    ? reason('not-enough-time/queue', { ...facts, tasks: load.tasks })
    : reason('not-enough-time', facts)
}

export const programUnavailable = (why: string): Reason => reason('program-unavailable', { why })

/** What a program that is known says against an input. */
export function* inputFits(
  wanted: string,
  manifest: AgentManifest,
  input: InputFacts,
  maxInput: number,
): Generator<Reason> {
  if (input.size > maxInput) yield reason('input-too-large', { size: input.size, max: maxInput })
  const capability = manifest.capabilities.find(({ name }) => name === wanted)
  if (!capability) {
    return yield reason('capability-not-offered/program', {
      wanted,
      offered: manifest.capabilities.map(({ name }) => name),
    })
  }
  if (!capability.input.some((pattern) => matches(pattern, input.mediaType))) {
    yield reason('media-type-not-accepted', {
      mediaType: input.mediaType,
      accepted: capability.input,
    })
  }
  const [problem] = optionProblems(capability.parameters, input.parameters)
  if (!problem) return
  const { path, said } = problem
  yield path.length > 0
    ? reason('parameters-invalid/at', { where: path.join('.').slice(0, 200), problem: said })
    : reason('parameters-invalid', { problem: said })
}
