import { z } from 'zod'
import { Empty, Millis, Planck } from './common.ts'
import { procedure } from './route.ts'

export const NetworkChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded') }),
  z.object({
    kind: z.literal('rpc'),
    url: z.url({ protocol: /^wss?$/, error: 'an endpoint starts with ws:// or wss://' }).max(512),
  }),
])
export type NetworkChoice = z.infer<typeof NetworkChoice>

export const ChainStatus = z.object({
  network: NetworkChoice,
  /** Short name for badges, e.g. "Embedded" or the chain's own name. */
  name: z.string(),
  /** Development networks have coins without value and are unmistakably marked. */
  development: z.boolean(),
  connection: z.enum(['starting', 'connected', 'reconnecting', 'failed']),
  error: z.string().nullable(),
  /** JSON-RPC endpoint that others on this machine can join. */
  url: z.string().nullable(),
  genesisHash: z.string().nullable(),
  specVersion: z.number().int().nullable(),
  head: z.number().int().nullable(),
  finalized: z.number().int().nullable(),
  indexed: z.number().int().nullable(),
  /** Finalized blocks not yet indexed. */
  lag: z.number().int().nullable(),
  /** Blocks indexed a second over the last minute. */
  rate: z.number(),
  /** Chain time, ms. */
  time: z.number().nullable(),
  /** Age of the newest block, ms. */
  headAge: Millis.nullable(),
  restarts: z.number().int(),
})
export type ChainStatus = z.infer<typeof ChainStatus>

export const ChainParameters = z.object({
  minBiddingMs: Millis,
  minDisputeMs: Millis,
  startMs: Millis,
  resolutionMs: Millis,
  /** Parts per million of the price. */
  protocolFeePpm: z.number().int(),
  minStake: Planck,
  minBond: Planck,
  existentialDeposit: Planck,
  unbondingMs: Millis,
})
export type ChainParameters = z.infer<typeof ChainParameters>

export const chain = {
  status: procedure.input(Empty).output(ChainStatus),
  parameters: procedure.input(Empty).output(ChainParameters),
  /** Connects to another network; the index is rebuilt for it. Keys stay. */
  switchNetwork: procedure.input(NetworkChoice).output(ChainStatus),
  reconnect: procedure.input(Empty).output(ChainStatus),
  /** Deletes the index and builds it again from the first block. */
  rebuildIndex: procedure.input(Empty).output(ChainStatus),
}
