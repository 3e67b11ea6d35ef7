import { z } from 'zod'
import type { ChainEvent } from '../chain/events.ts'

const amount = z.string().regex(/^\d+$/)
const did = z.string()
const capabilities = z.array(z.string())

/** Events of the agents and reputation pallets; fields as in ChainEvent. */
const schemas = {
  AgentRegistered: z.object({
    did,
    owner: z.string(),
    capabilities,
    price: amount,
    manifestCid: z.string(),
    stake: amount,
  }),
  AgentUpdated: z.object({ did, capabilities, price: amount, manifestCid: z.string() }),
  AgentPaused: z.object({ did }),
  AgentResumed: z.object({ did }),
  StakeAdded: z.object({ did, amount, stake: amount }),
  StakeUnbonding: z.object({ did, amount, stake: amount, availableAt: z.number() }),
  StakeWithdrawn: z.object({ did, amount }),
  AgentDeregistered: z.object({ did }),
  ScoreChanged: z.object({
    did,
    task: z.number().int(),
    score: z.coerce.number().int(),
    completed: z.number().int(),
    failed: z.number().int(),
    disputed: z.number().int(),
    value: amount,
  }),
}
type Schemas = typeof schemas
type Name = keyof Schemas
export type AgentEvent = {
  [N in Name]: { readonly name: N; readonly data: z.infer<Schemas[N]>; readonly raw: ChainEvent }
}[Name]

/** Checks the fields of an event; null for events that the index does not know. @throws {ZodError} */
export function agentEvent(event: ChainEvent): AgentEvent | null {
  const known = event.pallet === 'agents' || event.pallet === 'reputation'
  if (!known || !Object.hasOwn(schemas, event.name)) return null
  const name = event.name as Name
  return { name, data: schemas[name].parse(event.data), raw: event } as AgentEvent
}
