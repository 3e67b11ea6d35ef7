import type { Content } from '../../content/content.ts'
import { endingText } from '../../work/ending.ts'
import type { Execution, LogLevel } from '../../sandbox/types.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import { readTaskInput, runRequest } from '../../work/input.ts'
import { encodeReceipt, signReceipt } from '../../work/receipt.ts'
import type { Programs } from '../../work/programs.ts'
import type { WorkResult } from './agent-chain.ts'
import { tailOf } from './output.ts'
import type { HostedStore } from './store.ts'

/** A task that the agent has to do now. */
export interface Job {
  did: string
  /** Address of the key that signs the receipt. */
  hotKey: string
  task: { id: number; capability: string; inputCid: string; manifestCid: string }
  /** Genesis hash of the chain. */
  network: string
}

/** How the work ended: with a result in content, or with what the submitter is told. */
export type Executed = { result: WorkResult } | { failure: string; again: boolean }

export interface ExecuteDeps {
  content: Content
  programs: Programs
  store: HostedStore
  wallet: Pick<Wallet, 'hotKey'>
}

const levels: Record<LogLevel, 'debug' | 'info' | 'warn' | 'error'> = {
  debug: 'debug',
  info: 'info',
  warning: 'warn',
  error: 'error',
}

/** Runs one task and keeps its output and signed receipt here. Repeating it gives the same result. */
export function createExecute(deps: ExecuteDeps) {
  const { content, programs, store, wallet } = deps

  return async function execute({ did, hotKey, task, network }: Job, signal: AbortSignal): Promise<Executed> {
    const source = `task ${task.id}`
    const program = await programs.load(task.manifestCid, signal)
    const { manifest } = program
    const input = await readTaskInput(content, task.inputCid, signal)
    const request = await runRequest(content, task, input, signal)
    store.log(
      did,
      'info',
      source,
      `runs ${manifest.title} ${manifest.version} on ${request.data.length} bytes`,
    )
    const execution = await program.run(request, {
      signal,
      onLog: ({ level, message }) => store.log(did, levels[level], source, message),
    })
    for (const stream of ['stdout', 'stderr'] as const)
      for (const line of tailOf(execution[stream])) store.log(did, 'info', `${source} ${stream}`, line)
    remember(did, task.id, execution)
    const { outcome } = execution
    if (outcome.kind !== 'ok') return failureOf(outcome)

    const run = await program.record(request, execution)
    if (!run || run.outcome.kind !== 'ok') throw new Error('a run that went well has no receipt')
    const output = await content.add(outcome.data, { mediaType: outcome.mediaType, name: null }, signal)
    const unsigned = { network, agent: did, inputCid: task.inputCid, outputCid: output.cid, run }
    const receipt = encodeReceipt(signReceipt(unsigned, await wallet.hotKey(hotKey)))
    const stored = await content.add(receipt, { mediaType: 'application/json', name: 'receipt.json' }, signal)
    return {
      result: {
        outputCid: output.cid,
        outputHash: output.hash,
        receiptCid: stored.cid,
        fuel: execution.fuelUsed,
      },
    }
  }

  function remember(did: string, task: number, { outcome, fuelUsed, memoryPeak, wallMs }: Execution): void {
    const cause = outcome.kind === 'ok' ? null : outcome.kind === 'error' ? outcome.code : outcome.cause
    store.addRun(did, {
      task,
      at: Date.now(),
      outcome: outcome.kind,
      cause,
      fuel: fuelUsed,
      memoryPeak,
      wallMs,
    })
    const words = outcome.kind === 'ok' ? `ok, ${outcome.data.length} bytes` : `${cause}: ${outcome.message}`
    const level = outcome.kind === 'ok' ? 'info' : 'error'
    store.log(did, level, `task ${task}`, `${words}; ${fuelUsed} fuel, ${Math.round(wallMs)} ms`)
  }
}

/**
 * Hands a result's content to the network, so that it can be read as soon as the chain names it.
 * @throws {OfflineError} @throws {RejectedError}
 */
export const createPublish =
  ({ content, wallet }: Pick<ExecuteDeps, 'content' | 'wallet'>) =>
  async ({ outputCid, receiptCid }: WorkResult, hotKey: string, signal: AbortSignal): Promise<void> => {
    const by = await wallet.hotKey(hotKey)
    await content.publish(outputCid, by, signal)
    await content.publish(receiptCid, by, signal)
  }

function failureOf(outcome: Exclude<Execution['outcome'], { kind: 'ok' }>): Executed {
  if (outcome.kind === 'error') return { failure: endingText(outcome.code, outcome.message), again: false }
  // The machine's fault, not the agent's: worth another try.
  const again = outcome.cause === 'host' || outcome.cause === 'killed'
  return { failure: endingText(outcome.cause, outcome.message), again }
}
