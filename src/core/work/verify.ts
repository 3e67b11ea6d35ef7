import type { z } from 'zod'
import type { Verification as VerificationSchema } from '../../contract/tasks.ts'
import type { Reason } from '../../contract/common.ts'
import type { Receipt } from '../../contract/receipt.ts'
import type { Programs } from './programs.ts'
import type { Program } from './runner.ts'
import type { Content } from '../content/content.ts'
import { blake3Hex } from '../content/hash.ts'
import type { IndexDb } from '../db/index-db.ts'
import { AinurError, why, NotFoundError } from '../errors.ts'
import { SandboxError } from '../sandbox/errors.ts'
import { defaultLimits, type Execution, type RunRequest, type TrapCause } from '../sandbox/types.ts'
import { readTaskInput, runRequest } from './input.ts'
import { readReceipt, receiptProblems } from './receipt.ts'
import { signerOf } from './signers.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { reason } from '../words.ts'

export type Verification = z.infer<typeof VerificationSchema>
/** A slower machine may take this many times as long as the agent's limit says; time is not part of the result. */
const PATIENCE = 4
/** And this long in any case, ms: a limit too short for anybody keeps nobody from looking. */
const LEAST_MS = 20_000

export interface VerifyDeps {
  content: Content
  programs: Programs
  indexDb: Pick<IndexDb, 'db' | 'genesisHash'>
}

/** How long a re-run may take, ms. */
export interface RunTime {
  /** No longer than this. */
  most: number
  /** Who wants to be trusted without being watched has to be checkable within this. */
  enough: number
}

/**
 * Runs a task again from its CIDs: the program of the manifest that the agent had when it was chosen, the input, the
 * manifest's limits. Compares output and fuel with what the agent put on chain, and the receipt with both; says whose
 * fault it is where they are not the same or cannot be compared.
 */
export async function verifyTask(
  deps: VerifyDeps,
  task: TaskRow,
  options: { time?: RunTime; signal?: AbortSignal } = {},
): Promise<Verification> {
  const { outputHash, outputCid, receiptCid, fuel, manifestCid } = task
  if (
    outputHash === null ||
    outputCid === null ||
    receiptCid === null ||
    fuel === null ||
    manifestCid === null
  )
    return cannot(null, reason('no-result-yet'))
  const { signal } = options
  const result = { task, outputHash, outputCid, receiptCid, fuel }
  const program = await programOf(deps, manifestCid, signal)
  if ('verdict' in program) return program
  const request = await requestOf(deps, task, signal)
  if ('verdict' in request) return request
  const execution = await run(task, program, request, options)
  if ('verdict' in execution) return execution
  return compare(deps, result, execution, program.meterVersion, signal)
}

/** The agent has to keep its program where everybody finds it. */
async function programOf(
  deps: VerifyDeps,
  cid: string,
  signal?: AbortSignal,
): Promise<Program | Verification> {
  try {
    return await deps.programs.load(cid, signal)
  } catch (error) {
    signal?.throwIfAborted()
    const agents =
      error instanceof SandboxError ? !OUR_FAULTS.includes(error.code) : error instanceof AinurError
    return cannot(agents ? 'agent' : null, reason('program-unavailable/again', { why: why(error) }))
  }
}
const OUR_FAULTS: readonly SandboxError['code'][] = ['stopped']
/** Endings that another run need not repeat. */
const undecided: readonly TrapCause[] = ['killed', 'host', 'process-memory']

/** The input is the submitter's: nothing that can be said of it is about the agent. */
async function requestOf(
  { content }: VerifyDeps,
  task: TaskRow,
  signal?: AbortSignal,
): Promise<RunRequest | Verification> {
  try {
    const input = await readTaskInput(content, task.inputCid, signal)
    return await runRequest(content, task, input, signal)
  } catch (error) {
    signal?.throwIfAborted()
    return cannot(null, reason('content-unavailable/why', { why: why(error) }))
  }
}

async function run(
  task: TaskRow,
  program: Program,
  request: RunRequest,
  { time = { most: Infinity, enough: Infinity }, signal }: { time?: RunTime; signal?: AbortSignal },
): Promise<Execution | Verification> {
  const { limits } = program
  const own = Math.min(limits.wallMs, task.timeoutMs)
  const wallMs = Math.round(Math.min(Math.max(own * PATIENCE, LEAST_MS), time.most))
  let execution: Execution
  try {
    execution = await program.run(request, { wallMs, signal })
  } catch (error) {
    signal?.throwIfAborted()
    return cannot(null, reason('not-repeatable', { why: why(error) }))
  }
  const { outcome } = execution
  if (outcome.kind !== 'trap') return execution
  if (outcome.cause === 'timeout') {
    const facts = { given: wallMs, limit: limits.wallMs }
    return cannot(wallMs >= Math.min(own, time.enough) ? 'agent' : null, reason('run-too-long', facts))
  }
  // A guest may have a way to bring its process down that nobody knows: who delivered a result has to have a program
  // that comes to an end elsewhere too. One fault of this machine decides nothing, for it is tried again.
  if (undecided.includes(outcome.cause))
    return cannot('agent', reason('not-repeatable/end', { why: outcome.message }))
  return execution
}

interface Result {
  task: TaskRow
  outputHash: string
  outputCid: string
  receiptCid: string
  fuel: string
}

/** The output first, whatever the receipt says of itself: it is what is paid for. */
async function compare(
  deps: VerifyDeps,
  { task, outputHash, outputCid, receiptCid, fuel }: Result,
  { outcome, fuelUsed }: Execution,
  meterVersion: number,
  signal?: AbortSignal,
): Promise<Verification> {
  if (outcome.kind !== 'ok') {
    const ending = outcome.kind === 'error' ? outcome.code : outcome.cause
    return different([reason('result-differs/ending', { ending })], fuelUsed, null)
  }
  const own = await blake3Hex(outcome.data)
  if (own !== outputHash) {
    return different([reason('result-differs', { delivered: outputHash, found: own })], fuelUsed, own)
  }
  const given = await outputOf(deps.content, outputCid, signal)
  if (typeof given !== 'string') return cannot('agent', given, { fuel: fuelUsed, outputHash: own })
  if (given !== outputHash) {
    return different([reason('result-differs/delivered', { delivered: given, found: own })], fuelUsed, own)
  }
  const receipt = await receiptOf(deps.content, receiptCid, signal)
  if ('code' in receipt) return cannot('agent', receipt, { fuel: fuelUsed, outputHash: own })
  const { db, genesisHash: network } = deps.indexDb
  const problems = receiptProblems(task, receipt, { signer: signerOf(db, task, receipt.signer), network })
  if (receipt.run.meterVersion !== meterVersion) {
    return same([reason('fuel-not-compared'), ...problems], fuelUsed, own)
  }
  if (fuelUsed === fuel) return same(problems, fuelUsed, own)
  return different(
    [reason('result-differs/fuel', { delivered: fuel, found: fuelUsed }), ...problems],
    fuelUsed,
    own,
  )
}

/** BLAKE3 of the output that was delivered, or why there is none. */
async function outputOf(content: Content, cid: string, signal?: AbortSignal): Promise<string | Reason> {
  try {
    return await blake3Hex(await content.get(cid, { maxBytes: defaultLimits.output, signal }))
  } catch (error) {
    signal?.throwIfAborted()
    return reason('output-unavailable', { why: why(error) })
  }
}

async function receiptOf(content: Content, cid: string, signal?: AbortSignal): Promise<Receipt | Reason> {
  try {
    return await readReceipt(content, cid, signal)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof NotFoundError) return reason('receipt-unavailable', { why: why(error) })
    return reason('receipt-invalid/form')
  }
}

const cannot = (
  blame: Verification['blame'],
  why: Reason,
  found: Pick<Verification, 'fuel' | 'outputHash'> = { fuel: null, outputHash: null },
): Verification => ({ verdict: 'cannot', blame, reasons: [why], ...found })

const different = (reasons: Reason[], fuel: string, outputHash: string | null): Verification => ({
  verdict: 'different',
  blame: 'agent',
  reasons,
  fuel,
  outputHash,
})

const same = (reasons: Reason[], fuel: string, outputHash: string): Verification => ({
  verdict: 'same',
  blame: null,
  reasons,
  fuel,
  outputHash,
})
