import { z } from 'zod'
import { Empty, Millis, Planck } from './common.ts'
import { procedure } from './route.ts'
import { ForeignText } from './text.ts'
import { Said } from './words/said.ts'
import { fields } from './words/fields.ts'

/** Pages run in engines without URL.parse. */
function parseUrl(text: string): URL | null {
  try {
    return new URL(text)
  } catch {
    return null
  }
}

const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/

/**
 * The address of a chain's JSON-RPC: scheme, host and port, nothing else. What follows them is often a key, and Ainur
 * keeps endpoints as they are. Unencrypted only on this machine: anybody on the way could change what is shown.
 */
export const Endpoint = z
  .url({ protocol: /^wss?$/, error: fields['endpoint-scheme'] })
  .max(512)
  .superRefine((text, context) => {
    const url = parseUrl(text)
    if (url === null) return
    const { protocol, hostname, username, password, pathname, search, hash } = url
    const refuse = (message: string) => context.addIssue({ code: 'custom', message })
    if (username || password || search || hash || pathname.length > 1) refuse(fields['endpoint-secret'])
    if (protocol === 'ws:' && !LOOPBACK.test(hostname)) refuse(fields['endpoint-encrypted'])
  })
  .transform((text) => {
    // As it is connected to, not as it looks: letters that look alike are told apart.
    const { protocol, host } = new URL(text)
    return `${protocol}//${host}`
  })

export const NetworkChoice = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('embedded') }),
  z.object({ kind: z.literal('rpc'), url: Endpoint }),
])
export type NetworkChoice = z.infer<typeof NetworkChoice>

export const ChainStatus = z.object({
  network: NetworkChoice,
  /** Short name for badges. Never what a chain calls itself. */
  name: z.string(),
  /** Development networks have coins without value and are unmistakably marked. */
  development: z.boolean(),
  /** False for a chain that Ainur was told nothing about. */
  known: z.boolean(),
  connection: z.enum(['starting', 'connected', 'reconnecting', 'failed']),
  error: ForeignText.nullable(),
  /** What `error` says; null where it is in words of others. */
  said: Said.nullable(),
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
  minBudget: Planck,
  maxBudget: Planck,
  /** The least that an agent may ask for a task. */
  minPrice: Planck,
  minBond: Planck,
  /** Of what a bond stands behind; parts per million. */
  bondPpm: z.number().int(),
  minTimeoutMs: Millis,
  maxTimeoutMs: Millis,
  /** Of the delay, the bidding time and the dispute window. */
  maxWindowMs: Millis,
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
  /** Begins a new embedded chain in the place of one that cannot be used, which is kept. Accounts stay. */
  beginAnew: procedure.input(Empty).output(ChainStatus),
  /** Deletes the index and builds it again from the first block. */
  rebuildIndex: procedure.input(Empty).output(ChainStatus),
}
