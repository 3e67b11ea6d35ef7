import { Worker } from 'node:worker_threads'
import { messageOf } from '../../errors.ts'
import { say } from '../../words.ts'
import { MONITOR_BYTES } from './call-monitor.ts'
import { errorOf, WorkerCrashedError } from './errors.ts'
import type { Condition, LogLevel } from './types.ts'
import type { FromWorker, ToWorker, WorkerInput, WorkerStatus } from './worker-protocol.ts'

type Ready = Extract<FromWorker, { type: 'ready' }>

export interface WorkerRunOptions {
  readonly workerUrl: URL
  readonly input: Omit<WorkerInput, 'monitor'>
  readonly log: (level: LogLevel, message: string) => void
  readonly onStatus: (status: WorkerStatus) => void
  /** Called before anybody can connect; what it throws ends the run. */
  readonly onOpened: ((condition: Condition) => void) | undefined
  readonly onDamaged: ((blocks: readonly number[]) => void) | undefined
}

/** One life of the chain's worker. */
export interface WorkerRun {
  /** Where the runtime call under way is marked. */
  readonly monitor: SharedArrayBuffer
  /** Resolves when the port is open; rejects when the worker ended before. */
  readonly ready: Promise<Ready>
  /** Resolves when the worker has ended, with the reason. */
  readonly ended: Promise<Error>
  /** Processor time of the worker's thread, microseconds. */
  cpuMicros(): Promise<number>
  send(message: ToWorker): void
  /** Ends the worker at once, for this reason. */
  cut(reason: Error): Promise<unknown>
}

export function runWorker(options: WorkerRunOptions): WorkerRun {
  const { workerUrl, input, log, onStatus, onOpened, onDamaged } = options
  const monitor = new SharedArrayBuffer(MONITOR_BYTES)
  const workerData: WorkerInput = { ...input, monitor }
  const worker = new Worker(workerUrl, { name: 'ainur-embedded-chain', workerData })
  const ready = Promise.withResolvers<Ready>()
  const ended = Promise.withResolvers<Error>()
  let cutBy: Error | undefined
  let failure: Error | undefined

  function cut(reason: Error) {
    cutBy ??= reason
    return worker.terminate()
  }

  function opened(message: Ready) {
    try {
      onOpened?.(message.condition)
      ready.resolve(message)
    } catch (error) {
      void cut(error as Error)
    }
  }

  worker.on('message', (message: FromWorker) => {
    if (message.type === 'log') log(message.level, message.message)
    else if (message.type === 'status') onStatus(message.status)
    else if (message.type === 'ready') opened(message)
    else if (message.type === 'damaged') onDamaged?.(message.blocks)
    else if (message.type === 'failed') failure = errorOf(message.failure, input.dataDir)
  })
  worker.on('error', (error) => {
    failure ??= new WorkerCrashedError(say('embedded.stopped', { why: messageOf(error) }))
  })
  worker.on('exit', (code) => {
    const reason = cutBy ?? failure ?? new WorkerCrashedError(say('embedded.ended', { exit: code }))
    ready.reject(reason)
    ended.resolve(reason)
  })

  return {
    monitor,
    ready: ready.promise,
    ended: ended.promise,
    async cpuMicros() {
      const { user, system } = await worker.cpuUsage()
      return user + system
    },
    send: (message) => worker.postMessage(message),
    cut,
  }
}
