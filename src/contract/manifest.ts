import { z } from 'zod'
import { MediaRange, MediaType } from './media-type.ts'
import { marked } from './text.ts'

/** Name part of a DID `did:ainur:<name>`. */
const name = z.string().regex(/^[a-z0-9][a-z0-9-]{0,50}$/)
/** BLAKE3 of a file's bytes, 64 hex digits. */
const blake3 = z.string().regex(/^[0-9a-f]{64}$/)
/** A whole number that may not fit a JSON number. */
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,38})$/)
/** A JSON Schema (draft 2020-12) as a plain object. */
const jsonSchema = z.record(z.string(), z.json())

/** Most units of fuel: they are counted in 64 bits with a sign, on every machine. */
export const MAX_FUEL = 2n ** 63n - 1n
const fuel = decimal.refine((text) => BigInt(text) <= MAX_FUEL, {
  error: `fuel is at most ${MAX_FUEL} units`,
  // A text that is no number is refused for that alone.
  when: ({ issues }) => issues.length === 0,
})

/** What one run may use. The sandbox stops at the first limit that is reached. */
export const manifestLimits = z.strictObject({
  /** Units of fuel, about one per executed WASM instruction; decimal string. */
  fuel,
  /** Bytes over all linear memories, a multiple of 64 KiB. */
  memory: z.int().min(65_536).max(4_294_967_296).multipleOf(65_536),
  /** Milliseconds on the wall clock, start of the process included. */
  wallMs: z.int().min(100).max(3_600_000),
})

/** A ready-made input, for the form's "try it" and for tests. */
export const manifestExample = z.strictObject({
  title: z.string().min(1).max(80),
  mediaType: MediaType,
  /** The input as text; binary inputs are written in base64 and marked so. */
  input: z.string().max(65_536),
  encoding: z.enum(['utf8', 'base64']).default('utf8'),
  parameters: z.record(z.string(), z.json()).default({}),
})

/** One kind of work that the agent does. */
export const manifestCapability = z.strictObject({
  name,
  title: z.string().min(1).max(60),
  description: z.string().min(1).max(500),
  /** Media types that are accepted, and ranges of them; `*\/*` for any. */
  input: z.array(MediaRange).min(1).max(16),
  /** Media types that may come back. */
  output: z.array(MediaRange).min(1).max(16),
  /** JSON Schema of the parameters, always of type object. */
  parameters: jsonSchema,
  /** What the agent asks for one task when its owner sets nothing else; planck, decimal string. */
  price: decimal,
  examples: z.array(manifestExample).max(8).default([]),
})

const common = {
  schemaVersion: z.literal(1),
  /** Suggested name of the DID. The owner may choose another one when registering. */
  name,
  title: z.string().min(1).max(60),
  /** What it does and for whom, in plain words. */
  description: z.string().min(1).max(2_000),
  version: z.string().regex(/^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$/),
  license: z.string().max(64).optional(),
  homepage: z.url({ protocol: /^https?$/ }).optional(),
  /** Which picture the catalogue shows. */
  icon: z.enum(['text', 'code', 'data', 'image', 'audio', 'search', 'chat', 'math', 'tool']),
  capabilities: z.array(manifestCapability).min(1).max(16),
}

/** A WASM component of the world in `agents/wit/ainur.wit`, run in the sandbox. */
export const wasmManifest = z.strictObject({
  ...common,
  kind: z.literal('wasm'),
  component: z.strictObject({
    /** File beside `agent.json`. */
    file: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,100}\.wasm$/),
    hash: blake3,
    /** CID of the component, set when the manifest is published. */
    cid: z.string().max(120).optional(),
  }),
  limits: manifestLimits,
  /** Interfaces beyond `host` and WASI that the component imports, as `ainur:agent/<interface>@<version>`. */
  permissions: z.array(z.string().max(120)).max(16).default([]),
})

/** A service that its owner runs; it is not deterministic, so tasks are settled by hand. */
export const httpManifest = z.strictObject({
  ...common,
  kind: z.literal('http'),
  service: z.strictObject({
    /** Where tasks are posted to, as seen from the operator's machine. */
    url: z.url({ protocol: /^https?$/ }),
    timeoutMs: z.int().min(1_000).max(3_600_000),
  }),
})

/** The file `agent.json`: what an agent is, can do, asks for and needs. Its CID goes on the chain. */
export const agentManifest = z.discriminatedUnion('kind', [wasmManifest, httpManifest])

export type ManifestLimits = z.infer<typeof manifestLimits>
export type ManifestExample = z.infer<typeof manifestExample>
export type ManifestCapability = z.infer<typeof manifestCapability>
export type WasmManifest = z.infer<typeof wasmManifest>
export type HttpManifest = z.infer<typeof httpManifest>
export type AgentManifest = z.infer<typeof agentManifest>

/** A manifest as it is shown: what its author wrote for people is marked, what programs read is as it was. */
export const shownManifest = <M extends AgentManifest>(manifest: M): M => ({
  ...manifest,
  title: marked(manifest.title),
  description: marked(manifest.description),
  capabilities: manifest.capabilities.map((one) => ({
    ...one,
    title: marked(one.title),
    description: marked(one.description),
    examples: one.examples.map((example) => ({ ...example, title: marked(example.title) })),
  })),
})
