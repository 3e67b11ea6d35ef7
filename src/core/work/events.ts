import { z } from 'zod'
import type { ChainEvent } from '../chain/events.ts'

/** Amounts and other wide numbers come as decimal text. */
const amount = z.string().regex(/^\d+$/)
const id = z.number().int().nonnegative()
const time = z.number().int().nonnegative()
/** 64 bits on the chain, and anybody may ask for the highest: what a number cannot hold is the nearest that it can. */
const score = z.coerce
  .number()
  .transform((wide) => Math.min(Number.MAX_SAFE_INTEGER, Math.max(Number.MIN_SAFE_INTEGER, wide)))
const perBillion = z.number().int().nonnegative()

/** Every event of the tasks pallet that changes the index; fields as in ChainEvent. */
const schemas = {
  TaskCreated: z.object({
    task: id,
    submitter: z.string(),
    title: z.string(),
    capability: z.string(),
    target: z.string().nullable(),
    inputCid: z.string(),
    budget: amount,
    trust: z.enum(['optimistic', 'manual']),
    minReputation: score,
    biddingOpens: time,
    biddingEnds: time,
    timeoutMs: time,
    disputeWindowMs: time,
  }),
  BiddingOpened: z.object({ task: id, ends: time }),
  BidPlaced: z.object({ task: id, agent: z.string(), owner: z.string(), price: amount, bond: amount }),
  /** `displacedBy` came with the second runtime: the agent whose cheaper bid took the place of this one. */
  BidRetracted: z.object({
    task: id,
    agent: z.string(),
    bond: amount,
    displacedBy: z.string().nullable().default(null),
  }),
  BidClosed: z.object({
    task: id,
    agent: z.string(),
    price: amount,
    bond: amount,
    reputation: score,
    priceScore: perBillion,
    reputationScore: perBillion,
    score: perBillion,
    won: z.boolean(),
  }),
  TaskMatched: z.object({
    task: id,
    agent: z.string(),
    owner: z.string(),
    price: amount,
    bond: amount,
    score: perBillion,
    refunded: amount,
    startBy: time,
  }),
  TaskStarted: z.object({ task: id, agent: z.string(), resultBy: time }),
  ResultSubmitted: z.object({
    task: id,
    agent: z.string(),
    outputCid: z.string(),
    outputHash: z.string(),
    receiptCid: z.string(),
    fuel: z.coerce.string(),
    disputableUntil: time,
  }),
  TaskDisputed: z.object({ task: id, reason: z.string(), bond: amount, resolveBy: time }),
  DisputeResolved: z.object({ task: id, inFavourOf: z.enum(['agent', 'submitter']) }),
  TaskFinalized: z.object({
    task: id,
    agent: z.string(),
    owner: z.string(),
    outcome: z.enum(['paid', 'refunded']),
    cause: z.enum(['accepted', 'window-passed', 'resolved', 'resolver-silent']),
    paid: amount,
    fee: amount,
    refunded: amount,
    slashed: amount,
    forfeited: amount,
  }),
  TaskCancelled: z.object({ task: id, refunded: amount }),
  TaskUnmatched: z.object({ task: id, refunded: amount }),
  TaskTimedOut: z.object({
    task: id,
    agent: z.string(),
    owner: z.string(),
    cause: z.enum(['not-started', 'no-result', 'reported']),
    reason: z.string(),
    refunded: amount,
    slashed: amount,
  }),
  SettlementPostponed: z.object({ task: id, retryAt: time }),
}

type Schemas = typeof schemas
export type TaskEventName = keyof Schemas
export type TaskEventData<N extends TaskEventName> = z.infer<Schemas[N]>
/** An event of the tasks pallet with its fields checked. */
export type TaskEvent = {
  [N in TaskEventName]: { readonly name: N; readonly data: TaskEventData<N>; readonly raw: ChainEvent }
}[TaskEventName]

/** Several projections ask for the same event in turn. */
const parsed = new WeakMap<ChainEvent, TaskEvent>()

/** Checks the fields of an event; null for events that the index does not know. @throws {ZodError} */
export function taskEvent(raw: ChainEvent): TaskEvent | null {
  if (raw.pallet !== 'tasks' || !Object.hasOwn(schemas, raw.name)) return null
  const before = parsed.get(raw)
  if (before) return before
  const name = raw.name as TaskEventName
  const event = { name, data: schemas[name].parse(raw.data), raw } as TaskEvent
  parsed.set(raw, event)
  return event
}
