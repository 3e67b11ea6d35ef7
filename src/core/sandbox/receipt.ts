import { blake3 } from 'hash-wasm'
import { z } from 'zod'
import {
  errorCodes,
  type Execution,
  type Limits,
  type PreparedComponent,
  type RunRequest,
  type Sandbox,
} from './types.ts'

const hash = z.string().regex(/^[0-9a-f]{64}$/)
const decimal = z.string().regex(/^(0|[1-9][0-9]{0,19})$/)

/** The ends of a run that every re-run repeats. */
const deterministicTraps = [
  'fuel',
  'memory',
  'stack',
  'unreachable',
  'trap',
  'exit',
  'output-limit',
  'input-limit',
] as const

/** What an agent says about one run. Whoever has the component and the input can check it by running it again. */
export const receiptSchema = z.strictObject({
  version: z.literal(1),
  taskId: z.string().max(256),
  /** BLAKE3 of the component. */
  component: hash,
  componentCid: z.string().max(120).optional(),
  capability: z.string().max(64),
  inputMediaType: z.string().max(255),
  /** BLAKE3 of the input data. */
  inputHash: hash,
  /** BLAKE3 of the parameters' text. */
  parametersHash: hash,
  /** Limits that the run was held to; the time is not part of what is compared. */
  limits: z.strictObject({
    fuel: decimal,
    memory: z.int(),
    wallMs: z.int(),
    input: z.int(),
    output: z.int(),
    logs: z.int(),
  }),
  outcome: z.discriminatedUnion('kind', [
    /** `outputHash` is the BLAKE3 of the output data. */
    z.strictObject({ kind: z.literal('ok'), mediaType: z.string().max(255), outputHash: hash }),
    z.strictObject({ kind: z.literal('error'), code: z.enum(errorCodes) }),
    z.strictObject({ kind: z.literal('trap'), cause: z.enum(deterministicTraps) }),
  ]),
  /** Units of fuel used. */
  fuel: decimal,
  /** Version of the rules by which fuel was counted. */
  meterVersion: z.int(),
})

export type Receipt = z.infer<typeof receiptSchema>

export interface ReceiptInput {
  component: PreparedComponent
  componentCid?: string
  request: RunRequest
  limits: Limits
  execution: Execution
}

/** Makes the receipt of a run; `undefined` if it ended by something that a re-run would not repeat. */
export async function createReceipt({
  component,
  componentCid,
  request,
  limits,
  execution,
}: ReceiptInput): Promise<Receipt | undefined> {
  const outcome = await receiptOutcome(execution)
  if (outcome === undefined) return undefined
  return {
    version: 1,
    taskId: request.taskId,
    component: component.hash,
    componentCid,
    capability: request.capability,
    inputMediaType: request.mediaType,
    inputHash: await blake3(request.data),
    parametersHash: await blake3(request.parameters),
    limits,
    outcome,
    fuel: execution.fuelUsed,
    meterVersion: component.meterVersion,
  }
}

async function receiptOutcome({ outcome }: Execution): Promise<Receipt['outcome'] | undefined> {
  if (outcome.kind === 'ok')
    return { kind: 'ok', mediaType: outcome.mediaType, outputHash: await blake3(outcome.data) }
  if (outcome.kind === 'error') return { kind: 'error', code: outcome.code }
  const cause = deterministicTraps.find((known) => known === outcome.cause)
  return cause === undefined ? undefined : { kind: 'trap', cause }
}

/** Bytes of a receipt, for signing and for its CID: JSON with sorted keys and without spaces (RFC 8785). */
export function encodeReceipt(receipt: Receipt): Uint8Array {
  return new TextEncoder().encode(canonical(receipt))
}

/** @throws ZodError, SyntaxError */
export function decodeReceipt(bytes: Uint8Array): Receipt {
  return receiptSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}

export interface Verification {
  /** `inconclusive` when the re-run ended by time or by this machine's own fault, or the meter is another one. */
  verdict: 'confirmed' | 'refuted' | 'inconclusive'
  /** Names of the receipt's fields that came out otherwise. */
  differences: string[]
  /** What this machine found. */
  receipt?: Receipt
  execution: Execution
}

/** Runs a receipt's task again and compares. `request` must be what the receipt is about: other inputs refute it. */
export async function verifyReceipt(
  sandbox: Sandbox,
  receipt: Receipt,
  { component, request, signal }: { component: Uint8Array; request: RunRequest; signal?: AbortSignal },
): Promise<Verification> {
  const prepared = await sandbox.prepare(component, { signal })
  const execution = await sandbox.run(prepared, request, receipt.limits, { signal })
  const { componentCid } = receipt
  const own = await createReceipt({
    component: prepared,
    componentCid,
    request,
    limits: receipt.limits,
    execution,
  })
  if (own === undefined || own.meterVersion !== receipt.meterVersion) {
    return { verdict: 'inconclusive', differences: [], receipt: own, execution }
  }
  const fields = Object.keys(receiptSchema.shape) as (keyof Receipt)[]
  const differences = fields.filter(
    (field) => canonical({ field: own[field] }) !== canonical({ field: receipt[field] }),
  )
  return { verdict: differences.length === 0 ? 'confirmed' : 'refuted', differences, receipt: own, execution }
}
