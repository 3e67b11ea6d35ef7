import { z } from 'zod'
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
} from './common.ts'
import { agentManifest, shownManifest } from './manifest.ts'
import { procedure } from './route.ts'
import { ForeignText } from './text.ts'
import { base64Length, MAX_COMPONENT_BYTES } from './sizes.ts'

export const Reputation = z.object({
  score: z.number().int(),
  completed: z.number().int(),
  failed: z.number().int(),
  disputed: z.number().int(),
  value: Planck,
})
export type Reputation = z.infer<typeof Reputation>

export const AgentStatus = z.enum(['active', 'paused', 'retired'])
export type AgentStatus = z.infer<typeof AgentStatus>

/** An agent as the chain knows it. */
export const Agent = z.object({
  did: Did,
  owner: Address,
  status: AgentStatus,
  capabilities: z.array(ForeignText),
  price: Planck,
  manifestCid: ForeignText,
  stake: Planck,
  unbonding: Planck,
  reputation: Reputation,
  registeredAt: Timestamp,
  updatedAt: Timestamp,
  /** From the manifest, where its content is at hand. */
  title: ForeignText.nullable(),
  description: ForeignText.nullable(),
  kind: z.string().nullable(),
  /** Hosted by this machine. */
  hosted: z.boolean(),
  /** One of this wallet's accounts owns it. */
  mine: z.boolean(),
  tasks: z.object({ open: z.number().int(), done: z.number().int() }),
  /** Paid to the owner for this agent's work so far, planck. */
  earned: Planck,
})
export type Agent = z.infer<typeof Agent>

/** A package on this machine: shipped with Ainur or installed by the user. */
export const AgentPackage = z.object({
  id: z.string(),
  source: z.enum(['bundled', 'installed']),
  manifest: agentManifest.transform(shownManifest),
  componentHash: z.string(),
  componentSize: z.number().int(),
  manifestCid: Cid.nullable(),
  componentCid: Cid.nullable(),
  installedAt: Timestamp.nullable(),
  /** DIDs registered from this package by this wallet. */
  agents: z.array(Did),
})
export type AgentPackage = z.infer<typeof AgentPackage>

export const Decision = z.object({
  did: Did,
  task: TaskId,
  title: ForeignText,
  decision: z.enum(['bid', 'refused', 'won', 'lost', 'failed']),
  price: Planck.nullable(),
  reasons: z.array(Reason),
  at: Timestamp,
})
export type Decision = z.infer<typeof Decision>

export const HostedAgent = z.object({
  did: Did,
  owner: Address,
  hotKey: Address,
  /** The user's switch. */
  enabled: z.boolean(),
  /** What it really does, from heartbeats; `stale` when the last one is older than 15 s. */
  state: z.enum(['starting', 'idle', 'bidding', 'running', 'submitting', 'stopped', 'stale', 'failed']),
  heartbeatAt: Timestamp.nullable(),
  task: TaskId.nullable(),
  error: Reason.nullable(),
  lastDecision: Decision.nullable(),
  hotKeyFree: Planck,
  runs: z.object({ ok: z.number().int(), failed: z.number().int() }),
  earned: Planck,
})
export type HostedAgent = z.infer<typeof HostedAgent>

export const LogLine = z.object({
  at: Timestamp,
  level: z.enum(['debug', 'info', 'warn', 'error']),
  source: z.string(),
  text: ForeignText,
})
export type LogLine = z.infer<typeof LogLine>
export const Run = z.object({
  task: TaskId,
  at: Timestamp,
  outcome: z.enum(['ok', 'error', 'trap']),
  cause: z.string().nullable(),
  fuel: z.string(),
  memoryPeak: z.number().int(),
  wallMs: z.number(),
})
export type Run = z.infer<typeof Run>
const byDid = z.object({ did: Did })
const File = z.object({
  name: z.string().min(1).max(255),
  base64: z.string().max(base64Length(MAX_COMPONENT_BYTES)),
})

export const agents = {
  /** Best reputation first. */
  list: procedure
    .input(
      PageInput.extend({
        capability: Capability.optional(),
        status: AgentStatus.optional(),
        mine: z.boolean().optional(),
        minReputation: z.number().int().optional(),
        text: z.string().max(200).optional(),
      }),
    )
    .output(page(Agent)),
  get: procedure
    .input(byDid)
    .output(Agent.extend({ history: z.array(Reputation.extend({ at: Timestamp, task: TaskId })) })),
  /** Earnings a day over the last 30 days, oldest first. */
  earnings: procedure.input(byDid).output(z.array(z.object({ day: Timestamp, earned: Planck }))),
  packages: procedure.input(Empty).output(z.array(AgentPackage)),
  /** Checks a package (agent.json + component) and shows what it is and asks for, without installing it. */
  inspect: procedure.input(z.object({ files: z.array(File).min(1).max(16) })).output(AgentPackage),
  install: procedure.input(z.object({ files: z.array(File).min(1).max(16) })).output(AgentPackage),
  uninstall: procedure.input(z.object({ packageId: z.string() })).output(z.object({ removed: z.string() })),
  hosted: procedure.input(Empty).output(z.array(HostedAgent)),
  startHosting: procedure.input(byDid).output(HostedAgent),
  stopHosting: procedure.input(byDid).output(HostedAgent),
  decisions: procedure
    .input(PageInput.extend({ did: Did.optional(), task: TaskId.optional() }))
    .output(page(Decision)),
  runs: procedure.input(byDid).output(z.array(Run)),
  log: procedure
    .input(z.object({ did: Did, limit: z.number().int().min(1).max(1000).default(200) }))
    .output(z.array(LogLine)),
}
