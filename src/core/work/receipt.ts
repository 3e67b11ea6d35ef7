import { hexToU8a, u8aToHex } from '@polkadot/util'
import { signatureVerify } from '@polkadot/util-crypto'
import { blake3 } from 'hash-wasm'
import type { Reason } from '../../contract/common.ts'
import { deterministicTraps, Receipt, type CheckedReceipt, type RunRecord } from '../../contract/receipt.ts'
import type { Content } from '../content/content.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import type { Execution, Limits, PreparedComponent, RunRequest } from '../sandbox/types.ts'
import { reason } from '../words.ts'

const MAX_RECEIPT_BYTES = 64 * 1024
const SCHEMA = 'ainur/receipt@1'

export interface RunParts {
  component: PreparedComponent
  componentCid?: string
  request: RunRequest
  limits: Limits
  execution: Execution
}

/** What is said of a run; `undefined` if it ended by something that a re-run would not repeat. */
export async function recordRun(parts: RunParts): Promise<RunRecord | undefined> {
  const { component, componentCid, request, limits, execution } = parts
  const outcome = await recordOutcome(execution)
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

async function recordOutcome({ outcome }: Execution): Promise<RunRecord['outcome'] | undefined> {
  if (outcome.kind === 'ok')
    return { kind: 'ok', mediaType: outcome.mediaType, outputHash: await blake3(outcome.data) }
  if (outcome.kind === 'error') return { kind: 'error', code: outcome.code }
  const cause = deterministicTraps.find((known) => known === outcome.cause)
  return cause === undefined ? undefined : { kind: 'trap', cause }
}

type Unsigned = Omit<Receipt, 'signer' | 'signature' | 'schema'>

interface Signer {
  address: string
  sign(message: Uint8Array): Uint8Array
}

export function signReceipt(receipt: Unsigned, signer: Signer): Receipt {
  const signature = u8aToHex(signer.sign(message(receipt)))
  return { schema: SCHEMA, ...receipt, signer: signer.address, signature }
}

/** Whether the signature is the signer's over this receipt. */
export function isReceiptSigned(receipt: Receipt): boolean {
  try {
    return signatureVerify(message(receipt), hexToU8a(receipt.signature), receipt.signer).isValid
  } catch {
    return false
  }
}

/** The bytes that are signed: the parts in fixed order, the run in its canonical form. */
function message({ network, agent, inputCid, outputCid, run }: Unsigned): Uint8Array {
  const head = JSON.stringify([SCHEMA, network, agent, inputCid, outputCid])
  return new TextEncoder().encode(`${head}\n${canonical(run)}`)
}

/** JSON with sorted keys and without spaces (RFC 8785). */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, field]) => field !== undefined)
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${sorted.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join(',')}}`
}

export const encodeReceipt = (receipt: Receipt): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(receipt))

/** @throws {ZodError} @throws {SyntaxError} when these bytes are no receipt */
export const decodeReceipt = (bytes: Uint8Array): Receipt =>
  Receipt.parse(JSON.parse(new TextDecoder().decode(bytes)))

/** Reads a task's receipt. @throws {NotFoundError} @throws {InvalidError} @throws {ZodError} @throws {SyntaxError} */
export const readReceipt = async (content: Content, cid: string, signal?: AbortSignal): Promise<Receipt> =>
  decodeReceipt(await content.get(cid, { maxBytes: MAX_RECEIPT_BYTES, signal }))

/** What does not fit between receipt and chain. It does not change a verdict: the output counts. */
export function receiptProblems(
  task: TaskRow,
  receipt: Receipt,
  { signer, network }: { signer: CheckedReceipt['signedBy']; network: string | null },
): Reason[] {
  const { run } = receipt
  const hash = run.outcome.kind === 'ok' ? `0x${run.outcome.outputHash}` : null
  const fits =
    receipt.network === network &&
    receipt.agent === task.agent &&
    receipt.inputCid === task.inputCid &&
    receipt.outputCid === task.outputCid &&
    hash === task.outputHash &&
    run.fuel === task.fuel &&
    run.taskId === String(task.id)
  const problems: Reason[] = []
  if (!fits) problems.push(reason('receipt-invalid'))
  if (!isReceiptSigned(receipt)) problems.push(reason('receipt-invalid/signature'))
  else if (signer === 'stranger') {
    problems.push(reason('receipt-by-stranger', { signer: receipt.signer }))
  }
  return problems
}
