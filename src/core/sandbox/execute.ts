import { cannotGive, onThisMachine } from './host-limits.ts'
import { lineWeight, progressEveryMs } from './host/protocol.ts'
import type { DoneMessage, RunMessage } from './messages.ts'
import type { Pool } from './pool.ts'
import { RunnerError, type Done } from './runner.ts'
import type { AgentLog, Execution, Limits, Outcome, RunOptions, RunRequest, TrapCause } from './types.ts'

/** Messages of progress that may come ahead of their time: the first, the last, and what an unsteady clock adds. */
const progressAtOnce = 10

/** Whatever was odd about a run, its process ends with it. The next one would get a fresh instance in it, but no fresh engine. */
const reusable = (outcome: Outcome) => outcome.kind !== 'trap'

/** Runs one task in a process of the pool and describes what happened. Rejects only when aborted. */
export async function execute(
  pool: Pool,
  directory: string,
  request: RunRequest,
  asked: Limits,
  { signal, onLog, onProgress }: RunOptions,
): Promise<Execution> {
  signal?.throwIfAborted()
  const started = performance.now()
  const limits = onThisMachine(asked)
  const logs: AgentLog[] = []
  const { data, ...head } = request
  const inputLength = data.length + Buffer.byteLength(request.parameters)
  const result = (outcome: Outcome, done?: DoneMessage): Execution => ({
    outcome,
    fuelUsed: done?.fuelUsed ?? '0',
    memoryPeak: done?.memoryPeak ?? 0,
    wallMs: performance.now() - started,
    stdout: done?.stdout ?? '',
    stderr: done?.stderr ?? '',
    logs,
  })
  const problem = cannotGive(limits)
  if (problem !== undefined) return result(trap('host', problem))
  if (inputLength > limits.input) {
    return result(trap('input-limit', `The input has ${inputLength} bytes; ${limits.input} are allowed.`))
  }

  // The host in the process keeps to the same limits. A process that sends more has been taken over.
  let room = limits.logs
  let told = 0
  function hear(message: RunMessage): void {
    if (message.kind === 'progress') {
      const expected = progressAtOnce + (performance.now() - started) / progressEveryMs
      if (++told > expected) throw new Error('a flood of progress')
      onProgress?.(message.permille, message.message)
    } else if (message.kind === 'log') {
      room -= Buffer.byteLength(message.message) + lineWeight
      if (room < 0) throw new Error('a flood of log lines')
      const entry = { level: message.level, message: message.message }
      logs.push(entry)
      onLog?.(entry)
    }
  }

  const runner = pool.take(directory, limits.memory)
  const timer = setTimeout(
    () => runner.kill('timeout', `The task took longer than ${limits.wallMs} ms.`),
    limits.wallMs,
  )
  const abort = () => runner.kill('killed', 'The task was cancelled.')
  signal?.addEventListener('abort', abort)
  try {
    const { fuel, memory, output, logs: logLimit } = limits
    const command = { request: head, limits: { fuel, memory, output, logs: logLimit } }
    const done = await runner.run(command, data, hear)
    const outcome = outcomeOf(done)
    if (reusable(outcome)) pool.give(directory, memory, runner)
    else runner.kill('killed', 'not to be used again')
    return result(outcome, done.message)
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof RunnerError) return result(trap(error.trapCause, error.message))
    throw error
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

const trap = (cause: TrapCause, message: string): Outcome => ({ kind: 'trap', cause, message })

function outcomeOf({ message: { outcome }, data }: Done): Outcome {
  if (outcome.kind !== 'ok') return outcome
  // A copy: the bytes are a view into whatever else arrived with them.
  return { ...outcome, data: Uint8Array.from(data ?? []) }
}
