import { z } from 'zod'
import { Trust } from './actions.ts'
import { Move } from './money.ts'
import { CheckedReceipt, Receipt } from './receipt.ts'
import {
  Address,
  Capability,
  Cid,
  Did,
  Empty,
  page,
  PageInput,
  Planck,
  Reason,
  TaskId,
  Timestamp,
  BlockNumber,
  Millis,
} from './common.ts'
import { Decision } from './agents.ts'
import { manifestCapability } from './manifest.ts'
import { MediaType } from './media-type.ts'
import { procedure } from './route.ts'
import { ForeignText } from './text.ts'
import { taskDrafts } from './task-drafts.ts'
import { Said } from './words/said.ts'

export const TaskState = z.enum([
  'created',
  'bidding',
  'matched',
  'running',
  'verifying',
  'disputed',
  'finalized',
  'cancelled',
  'no-bids',
  'timed-out',
])
export type TaskState = z.infer<typeof TaskState>
export const terminalStates: readonly TaskState[] = ['finalized', 'cancelled', 'no-bids', 'timed-out']

export const Task = z.object({
  id: TaskId,
  submitter: Address,
  title: ForeignText,
  capability: ForeignText,
  target: Did.nullable(),
  inputCid: ForeignText,
  budget: Planck,
  trust: Trust,
  minReputation: z.number().int(),
  state: TaskState,
  /** When the present state ends by itself, ms of chain time; null in terminal states. */
  deadline: Timestamp.nullable(),
  agent: Did.nullable(),
  agentOwner: Address.nullable(),
  price: Planck.nullable(),
  bids: z.number().int(),
  outputCid: ForeignText.nullable(),
  /** Terminal outcome: who got the escrow. */
  outcome: z.enum(['paid', 'refunded']).nullable(),
  /** e.g. `accepted`, `window-passed`, `resolved`, `resolver-silent`, `not-started`, `no-result`, `reported`. */
  cause: z.string().nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  /** One of this wallet's accounts posted it. */
  mine: z.boolean(),
  /** An agent hosted here works or worked on it. */
  hosted: z.boolean(),
})
export type Task = z.infer<typeof Task>

export const TimelineEntry = z.object({
  state: TaskState,
  at: Timestamp,
  block: BlockNumber,
  /** One sentence, e.g. "Summarizer was chosen: 5 AINU". */
  text: z.string(),
  said: Said,
  /** Money that moved with it. */
  money: z.array(Move),
})
export type TimelineEntry = z.infer<typeof TimelineEntry>
export const Bid = z.object({
  agent: Did,
  owner: Address,
  price: Planck,
  bond: Planck,
  at: Timestamp,
  /** `displaced`: a cheaper bid took its place in a full list. */
  status: z.enum(['open', 'won', 'lost', 'retracted', 'displaced']),
  reputation: z.number().int().nullable(),
  /** Parts per billion; null until bidding closed. The score is half price, half reputation. */
  priceScore: z.number().int().nullable(),
  reputationScore: z.number().int().nullable(),
  score: z.number().int().nullable(),
})
export type Bid = z.infer<typeof Bid>

export const Verification = z.object({
  verdict: z.enum(['same', 'different', 'cannot']),
  /** `agent`: the result is wrong, or what the agent has to provide is not there; null: nobody's fault, or no fault. */
  blame: z.enum(['agent']).nullable(),
  reasons: z.array(Reason),
  fuel: z.string().nullable(),
  outputHash: z.string().nullable(),
})
export type Verification = z.infer<typeof Verification>

/** What a task's `inputCid` points to: a small JSON document that names the data and how to treat it. */
export const TaskInput = z.object({
  schema: z.literal('ainur/task-input@1'),
  data: Cid,
  mediaType: MediaType,
  name: z.string().max(255).nullable(),
  size: z.number().int().nonnegative(),
  parameters: z.record(z.string(), z.json()),
})
export type TaskInput = z.infer<typeof TaskInput>

/** The input of a task that is being written, as far as agents ask about it. */
export const AskedInput = TaskInput.pick({ mediaType: true, size: true, parameters: true })

/** What an agent's program says of the work that is asked for: what it takes, and its options as a JSON Schema. */
const Offer = z.object({ did: Did, title: ForeignText, capability: manifestCapability })
/** One for each program, best reputation first. `unknown`: programs whose manifest is not at hand. */
export const Offers = z.object({ known: z.array(Offer), unknown: z.number().int() })
export type Offers = z.infer<typeof Offers>

export const TaskDetail = Task.extend({
  /** Null where the content is not at hand. */
  input: TaskInput.extend({ mediaType: ForeignText, name: ForeignText.nullable() }).nullable(),
  timeoutMs: Millis,
  biddingMs: Millis,
  disputeWindowMs: Millis,
  timeline: z.array(TimelineEntry),
  bidList: z.array(Bid),
  /** Why agents hosted here did not bid. */
  refusals: z.array(Decision),
  receipt: CheckedReceipt.nullable(),
  receiptCid: ForeignText.nullable(),
  paid: Planck.nullable(),
  fee: Planck.nullable(),
  refunded: Planck.nullable(),
  slashed: Planck.nullable(),
  dispute: z
    .object({
      reason: ForeignText,
      bond: Planck,
      at: Timestamp,
      inFavourOf: z.enum(['agent', 'submitter']).nullable(),
    })
    .nullable(),
  /** Reported by the agent when it gave up. */
  failure: ForeignText.nullable(),
  /** Why the task was not matched, when it was not. */
  noMatch: z.array(Reason),
})
export type TaskDetail = z.infer<typeof TaskDetail>

/** Several amounts; `median`: half of them are at most that. */
export const Spread = z.object({ count: z.number().int(), least: Planck, median: Planck, most: Planck })

/** Of one capability. Null where there is nothing to tell. */
export const Prices = z.object({
  /** By active agents, now. */
  asked: Spread.nullable(),
  /** The prices of its last tasks; and the budgets of those among them that found no agent. */
  paid: Spread.nullable(),
  unmatched: Spread.nullable(),
  /** Of those: where agents bid different prices, and how often the lowest was chosen. */
  competed: z.object({ tasks: z.number().int(), cheapest: z.number().int() }),
})

/** An agent that may be meant by a task. */
export const Candidate = z.object({
  did: Did,
  owner: Address,
  price: Planck,
  reputation: z.number().int(),
  canRun: z.boolean(),
  reasons: z.array(Reason),
})
export type Candidate = z.infer<typeof Candidate>

export const tasks = {
  list: procedure
    .input(
      PageInput.extend({
        state: z.array(TaskState).max(TaskState.options.length).optional(),
        capability: Capability.optional(),
        submitter: Address.optional(),
        agent: Did.optional(),
        /** Posted by one of this wallet's accounts. */
        mine: z.boolean().optional(),
        /** An agent of one of this wallet's accounts works or worked on it. */
        worked: z.boolean().optional(),
        /** Part of the title, or the task's number with or without a "#". */
        text: z.string().max(200).optional(),
      }),
    )
    .output(page(Task)),
  get: procedure.input(z.object({ task: TaskId })).output(TaskDetail),
  /** Tasks of this wallet's accounts that ended, the last to end first. */
  ended: procedure.input(z.object({ limit: PageInput.shape.limit })).output(z.array(Task)),
  /** How many tasks that this wallet's accounts posted are under way, and how many that their agents work on. */
  underWay: procedure.input(Empty).output(z.object({ posted: z.number().int(), worked: z.number().int() })),
  /** Stores the input document of a task to be posted; its CID is `task.post`'s `inputCid`. */
  createInput: procedure
    .input(TaskInput.omit({ schema: true, size: true }))
    .output(z.object({ cid: Cid, size: z.number().int() })),
  /** What agents ask, what similar tasks cost lately, and which agents could take this one, with every refusal's reasons. */
  outlook: procedure
    .input(
      z.object({
        capability: Capability,
        target: Did.nullable().default(null),
        budget: Planck,
        minReputation: z.number().int().optional(),
        input: AskedInput.nullable().default(null),
      }),
    )
    .output(
      z.object({
        prices: Prices,
        candidates: z.array(Candidate),
      }),
    ),
  /** What the agents that could take such a task say of it. */
  offers: procedure
    .input(z.object({ capability: Capability, target: Did.nullable().default(null) }))
    .output(Offers),
  capabilities: procedure
    .input(Empty)
    .output(z.array(z.object({ capability: Capability, agents: z.number().int(), lowestPrice: Planck }))),
  ...taskDrafts,
  /** Runs the task again from its CIDs and compares with the receipt. */
  verify: procedure.input(z.object({ task: TaskId })).output(Verification),
  /** Compares a receipt that somebody kept with the chain. Its task, null where this network has none; all that does not fit. */
  checkReceipt: procedure
    .input(z.object({ receipt: Receipt }))
    .output(z.object({ task: TaskId.nullable(), reasons: z.array(Reason) })),
}
