import { z } from 'zod'
import {
  Address,
  Capability,
  Cid,
  Did,
  Hash,
  Millis,
  Planck,
  Reason,
  TaskId,
  Timestamp,
  BlockNumber,
} from './common.ts'
import { Said } from './words/said.ts'
import { DisputeReason, ForeignText, Title } from './text.ts'

export const Trust = z.enum(['optimistic', 'manual'])
export type Trust = z.infer<typeof Trust>

const type = <T extends string, S extends z.ZodRawShape>(name: T, shape: S) =>
  z.object({ type: z.literal(name), ...shape })

/** Bounds of a reputation score; with the least one any agent may bid. */
export const REPUTATION = { least: -1_000_000, most: 1_000_000 } as const

/** Everything a user can sign; the rules of the chain are in `ChainParameters`, and kept to when a call is made. `tx.preview` and `tx.submit` take the same value, so what is shown is what is signed. */
export const Action = z.discriminatedUnion('type', [
  type('transfer', { to: Address, amount: Planck, keepAlive: z.boolean().default(true) }),
  /** Sends everything that is free and lets the account be reaped. */
  type('transfer-all', { to: Address }),
  /** Registers an installed package on chain; with `host` also makes the agent's hot key its proxy and funds its fees. */
  type('agent.register', {
    packageId: z.string().min(1).max(128),
    did: Did,
    capabilities: z.array(Capability).min(1).max(16),
    price: Planck,
    stake: Planck,
    host: z.boolean().default(true),
  }),
  /** Lets this machine work for an agent that is registered already; the program may come from an installed package. */
  type('agent.host', { did: Did, packageId: z.string().min(1).max(128).optional() }),
  /** Ends that for good: the hot key loses its rights, and what it has left for fees goes back to the owner. */
  type('agent.unhost', { did: Did }),
  type('agent.update', {
    did: Did,
    capabilities: z.array(Capability).min(1).max(16).optional(),
    price: Planck.optional(),
    manifestCid: Cid.optional(),
  }),
  type('agent.pause', { did: Did }),
  type('agent.resume', { did: Did }),
  type('agent.add-stake', { did: Did, amount: Planck }),
  type('agent.unstake', { did: Did, amount: Planck }),
  type('agent.withdraw-unbonded', { did: Did }),
  type('agent.deregister', { did: Did }),
  type('task.post', {
    title: Title,
    capability: Capability,
    target: Did.nullable().default(null),
    inputCid: Cid,
    budget: Planck,
    trust: Trust,
    minReputation: z.number().int().min(REPUTATION.least).max(REPUTATION.most).default(REPUTATION.least),
    opensInMs: Millis.default(0),
    biddingMs: Millis,
    timeoutMs: Millis,
    disputeWindowMs: Millis,
  }),
  type('task.cancel', { task: TaskId }),
  type('task.accept', { task: TaskId }),
  type('task.dispute', { task: TaskId, reason: DisputeReason }),
])
export type Action = z.infer<typeof Action>
export type ActionType = Action['type']

export const Preview = z.object({
  /** Stands for all that is shown here: `tx.submit` wants it, once. */
  token: z.string(),
  /** On which chain it would be signed. `name` is never what the chain calls itself. */
  network: z.object({ name: z.string(), genesisHash: Hash, known: z.boolean() }),
  /** What will be signed, in words, e.g. "Put 12 AINU in escrow for the task "Summarise ..."". */
  summary: z.string(),
  said: Said,
  /** The encoded call as pallet.call and its arguments, for those who want to see. */
  call: z.object({ pallet: z.string(), method: z.string(), args: z.string(), hash: Hash }),
  /** Estimated fee, planck. */
  fee: Planck,
  /** The most that the fee may have become when it is signed, planck. */
  highestFee: Planck,
  /** What leaves `free`: transferred + newly held, without the fee, planck. */
  spends: Planck,
  /** What `spends` is made of; empty where the summary says it. */
  parts: z.array(z.object({ label: z.string(), said: Said, amount: Planck })),
  freeBefore: Planck,
  freeAfter: Planck,
  existentialDeposit: Planck,
  /** False where the account would be reaped. */
  keepsAlive: z.boolean(),
  /** The call executed and rolled back on the current state; `skipped` where the network cannot. */
  dryRun: z.object({ outcome: z.enum(['ok', 'fails', 'skipped']), reason: Reason.nullable() }),
})
export type Preview = z.infer<typeof Preview>

export const TxStatus = z.enum([
  'signing',
  'broadcast',
  'in-block',
  'finalized',
  'failed',
  'retracted',
  'unknown',
])
export type TxStatus = z.infer<typeof TxStatus>
export const Transaction = z.object({
  id: z.string(),
  hash: Hash.nullable(),
  from: Address.nullable(),
  /** Who signed: the account itself, or an agent's hot key as its proxy. */
  signer: Address.nullable(),
  action: z.string(),
  summary: ForeignText,
  /** What `summary` says; null for those of older versions. */
  said: Said.nullable(),
  status: TxStatus,
  block: BlockNumber.nullable(),
  fee: Planck.nullable(),
  error: Reason.nullable(),
  /** What the transaction made: a task's id, an agent's DID. */
  created: z.object({ task: TaskId.optional(), agent: Did.optional() }).nullable(),
  createdAt: Timestamp,
  updatedAt: Timestamp,
  network: z.string(),
})
export type Transaction = z.infer<typeof Transaction>
