import type { z } from 'zod'
import type { Verification as VerificationSchema } from '../../contract/tasks.ts'
import type { Reason } from '../../contract/common.ts'
import type { Programs } from '../agents/programs.ts'
import { reason } from '../agents/reasons.ts'
import type { Content } from '../content/content.ts'
import { blake3Hex } from '../content/hash.ts'
import { messageOf } from '../errors.ts'
import type { Execution, Sandbox } from '../sandbox/types.ts'
import { limitsOf, readTaskInput, runRequest } from './input.ts'
import { decodeSigned, isReceiptSigned, type SignedReceipt } from './receipt.ts'
import type { TaskRow } from './transitions.ts'

export type Verification = z.infer<typeof VerificationSchema>
const MAX_RECEIPT_BYTES = 64 * 1024
/** A slower machine may take this many times as long as the agent's limit says; time is not part of the result. */
const PATIENCE = 4

export interface VerifyDeps {
  content: Content
  programs: Programs
  sandbox: Sandbox
}

/** Reads a task's receipt. @throws when it cannot be had or is not one */
export async function readReceipt(
  content: Content,
  cid: string,
  signal?: AbortSignal,
): Promise<SignedReceipt> {
  return decodeSigned(await content.get(cid, { maxBytes: MAX_RECEIPT_BYTES, signal }))
}

/**
 * Runs a task again from its CIDs: the program of the manifest that the agent had when it was chosen, the input, the
 * manifest's limits. Compares output and fuel with what the agent put on chain, and the receipt with both.
 */
export async function verifyTask(
  deps: VerifyDeps,
  task: TaskRow,
  signal?: AbortSignal,
): Promise<Verification> {
  const { content, programs, sandbox } = deps
  const { outputHash, receiptCid, fuel, manifestCid } = task
  if (outputHash === null || receiptCid === null || fuel === null || manifestCid === null) {
    return cannot(reason('no-result-yet', 'There is no result to check yet.'))
  }
  let execution: Execution
  let meterVersion: number
  try {
    const { manifest, component } = await programs.load(manifestCid, signal)
    const input = await readTaskInput(content, task.inputCid, signal)
    const limits = limitsOf(manifest)
    const request = await runRequest(content, task, input, signal)
    meterVersion = component.meterVersion
    execution = await sandbox.run(
      component,
      request,
      { ...limits, wallMs: limits.wallMs * PATIENCE },
      { signal },
    )
  } catch (error) {
    signal?.throwIfAborted()
    return cannot(reason('content-unavailable', `The work cannot be repeated here: ${messageOf(error)}`))
  }
  const receipt = await readReceipt(content, receiptCid, signal).catch(() => null)
  signal?.throwIfAborted()
  return compare({ outputHash, fuel, task, receipt, execution, meterVersion })
}

interface Found {
  task: TaskRow
  outputHash: string
  fuel: string
  receipt: SignedReceipt | null
  execution: Execution
  meterVersion: number
}

async function compare({
  task,
  outputHash,
  fuel,
  receipt,
  execution,
  meterVersion,
}: Found): Promise<Verification> {
  const { outcome, fuelUsed } = execution
  if (outcome.kind === 'trap' && ['timeout', 'killed', 'host'].includes(outcome.cause)) {
    return cannot(reason('not-repeatable', `The run did not come to an end here: ${outcome.message}`))
  }
  if (receipt && receipt.run.meterVersion !== meterVersion) {
    return cannot(
      reason('not-repeatable', 'The agent counted fuel by other rules than this version of Ainur.'),
    )
  }
  if (outcome.kind !== 'ok') {
    const words = outcome.kind === 'error' ? outcome.code : outcome.cause
    const text = `The agent delivered a result, but its program ends with "${words}" on this input.`
    return {
      verdict: 'different',
      reasons: [reason('result-differs', text)],
      fuel: fuelUsed,
      outputHash: null,
    }
  }
  const own = await blake3Hex(outcome.data)
  const reasons: Reason[] = []
  if (own !== outputHash) {
    const text = 'The program gives another output on this input.'
    reasons.push(reason('result-differs', text, { delivered: outputHash, found: own }))
  }
  if (fuelUsed !== fuel) {
    const text = `The run takes ${fuelUsed} units of fuel; the agent said ${fuel}.`
    reasons.push(reason('result-differs', text, { delivered: fuel, found: fuelUsed }))
  }
  const same = reasons.length === 0
  reasons.push(...receiptProblems(task, receipt))
  return { verdict: same ? 'same' : 'different', reasons, fuel: fuelUsed, outputHash: own }
}

/** What does not fit between receipt and chain. It does not change the verdict: the output counts. */
function receiptProblems(task: TaskRow, receipt: SignedReceipt | null): Reason[] {
  if (!receipt) return [reason('receipt-invalid', 'The receipt is missing or is not one.')]
  const { run } = receipt
  const hash = run.outcome.kind === 'ok' ? `0x${run.outcome.outputHash}` : null
  const fits =
    receipt.agent === task.agent &&
    receipt.inputCid === task.inputCid &&
    receipt.outputCid === task.outputCid &&
    hash === task.outputHash &&
    run.fuel === task.fuel &&
    run.taskId === String(task.id)
  const problems: Reason[] = []
  if (!fits) problems.push(reason('receipt-invalid', 'The receipt says something else than the chain.'))
  if (!isReceiptSigned(receipt))
    problems.push(reason('receipt-invalid', "The receipt's signature is not valid."))
  return problems
}

const cannot = (why: Reason): Verification => ({
  verdict: 'cannot',
  reasons: [why],
  fuel: null,
  outputHash: null,
})
