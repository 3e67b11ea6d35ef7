import { eventIterator } from '@orpc/contract'
import { z } from 'zod'
import { ChainStatus } from './chain.ts'
import { Empty, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { ForeignText } from './text.ts'
import { Said } from './words/said.ts'

export const topics = [
  'system',
  'chain',
  'accounts',
  'contacts',
  'balances',
  'transactions',
  'agents',
  'hosted',
  'packages',
  'tasks',
  'settlement',
  'settings',
  'notifications',
] as const
export const Change = z.object({
  topic: z.enum(topics),
  /** The DID, task or account it is about; absent: any. */ id: z.string().optional(),
})
export type Change = z.infer<typeof Change>

export const StartStep = z.object({
  name: z.string(),
  said: Said,
  state: z.enum(['waiting', 'running', 'done', 'failed']),
  detail: ForeignText.nullable(),
  /** Why it failed, where the core has words for it. */
  why: Said.nullable(),
})
/** Something about this machine or its data that stays wrong until the user does something about it. */
export const Notice = z.object({
  id: z.string(),
  said: Said,
  /** What it means here, where the text of `said` does not say so itself. */
  means: Said.optional(),
  message: z.string(),
  consequence: z.string(),
  remedy: z.string(),
})
export type Notice = z.infer<typeof Notice>

export const SystemStatus = z.object({
  version: z.string(),
  shell: z.enum(['electron', 'headless']),
  phase: z.enum(['starting', 'ready', 'failed', 'stopping']),
  /** What the core is doing while it starts, in order. */
  steps: z.array(StartStep),
  startedAt: Timestamp,
  chain: ChainStatus.nullable(),
  database: z.object({ ok: z.boolean(), detail: ForeignText, said: Said.nullable() }),
  notices: z.array(Notice),
  memory: z.object({ rss: z.number(), heapUsed: z.number() }),
  agents: z.object({ hosted: z.number().int(), working: z.number().int() }),
})
export type SystemStatus = z.infer<typeof SystemStatus>

export const system = {
  status: procedure.input(Empty).output(SystemStatus),
  /** Every change of state the core knows of, as it happens: what to fetch again. Starts with one event per topic. */
  changes: procedure.input(Empty).output(eventIterator(Change)),
  /** The user looked at what may be wrong with this machine's data, and goes on with it. */
  trustData: procedure.input(Empty).output(Empty),
  /** The newest lines of the core's log, redacted. */
  log: procedure
    .input(z.object({ limit: z.number().int().min(1).max(2000).default(200) }))
    .output(z.array(z.object({ at: Timestamp, level: z.string(), text: ForeignText }))),
}
