import { Worker } from 'node:worker_threads'
import { createListeners } from '../../listeners.ts'
import { MONITOR_BYTES, readCallMonitor } from './call-monitor.ts'
import {
  DataDirLockedError,
  EmbeddedStartError,
  RuntimeCallTimeoutError,
  UnusableChainError,
  WorkerCrashedError,
} from './errors.ts'
import type { EmbeddedFailure, EmbeddedNetwork, EmbeddedNetworkOptions } from './types.ts'
import type { Remembered } from './remembered.ts'
import type { FromWorker, ToWorker, WorkerInput, WorkerStatus } from './worker-protocol.ts'

export type * from './types.ts'
export * from './errors.ts'

const NOTHING: Remembered = { genesis: null, blocks: [] }
const WATCH_EVERY_MS = 100
/** A call that waits for something else than the processor is cut after so many times its limit. */
const BUSY_FACTOR = 30
const STOP_WITHIN_MS = 5_000
/** More restarts than this within a minute and the chain stays down: something is wrong for good. */
const MAX_RESTARTS_A_MINUTE = 5

/**
 * Runs the development chain in a worker thread and serves its JSON-RPC on 127.0.0.1.
 * Resolves when the port is open. A runtime call that exceeds its time limit, or a crash of the
 * worker, restarts it from the last stored block on the same port and is told to `onFailure`.
 *
 * @throws {DataDirLockedError} when the data folder is open elsewhere
 * @throws {EmbeddedStartError} when the runtime, the database or the port cannot be used
 */
export async function startEmbeddedNetwork(options: EmbeddedNetworkOptions): Promise<EmbeddedNetwork> {
  const { log = () => {}, callLimitMs = 10_000, signal } = options
  const workerUrl = options.workerUrl ?? new URL('./worker.ts', import.meta.url)
  const onTrouble = createListeners<[]>()
  const listeners = new Set<(failure: EmbeddedFailure) => void>()
  const restartTimes: number[] = []
  let speed = checkSpeed(options.speed ?? 1)
  let port = options.port ?? 0
  let restarts = 0
  let status: WorkerStatus = { height: 0, time: 0, pendingDeadline: null, blockMs: null, trouble: null }
  let stopping: Promise<void> | undefined
  let current: { worker: Worker; monitor: SharedArrayBuffer; cut?: Error } | undefined
  signal?.throwIfAborted()

  const fail = (error: Error, fatal: boolean) => {
    log('error', error.message)
    for (const listener of listeners) listener({ error, fatal })
  }

  function launch(): Promise<void> {
    return new Promise((resolve, reject) => {
      const monitor = new SharedArrayBuffer(MONITOR_BYTES)
      const {
        dataDir,
        contentDir,
        runtimePath,
        historyBlocks,
        executor = 'v8',
        remembered = NOTHING,
      } = options
      const workerData: WorkerInput = {
        dataDir,
        contentDir,
        runtimePath,
        executor,
        historyBlocks,
        remembered,
        port,
        speed,
        monitor,
      }
      const worker = new Worker(workerUrl, { name: 'ainur-embedded-chain', workerData })
      const run: NonNullable<typeof current> = { worker, monitor }
      current = run
      let ready = false
      let reason: Error | undefined
      worker.on('message', (message: FromWorker) => {
        if (message.type === 'log') log(message.level, message.message)
        else if (message.type === 'status') {
          const changed = message.status.trouble !== status.trouble
          status = message.status
          if (changed) onTrouble.tell()
        } else if (message.type === 'ready') {
          try {
            options.onOpened?.(message.condition)
          } catch (error) {
            reason = error as Error
            return void worker.terminate()
          }
          ready = true
          ;({ port, status } = message)
          resolve()
        } else if (message.type === 'damaged') options.onDamaged?.(message.blocks)
        else if (message.type === 'failed') {
          if (message.reason === 'locked') reason = new DataDirLockedError(dataDir)
          else if (message.reason === 'unusable') reason = new UnusableChainError(message.message)
          else if (message.reason === 'start') reason = new EmbeddedStartError(message.message)
          else reason = new WorkerCrashedError(message.message)
        }
      })
      worker.on(
        'error',
        (error) => (reason ??= new WorkerCrashedError(`The embedded chain stopped: ${describe(error)}`)),
      )
      worker.on('exit', (code) => {
        if (current === run) current = undefined
        const error =
          run.cut ?? reason ?? new WorkerCrashedError(`The embedded chain ended with code ${code}.`)
        if (!ready) reject(error)
        else if (!stopping) void restart(error)
      })
    })
  }

  async function restart(error: Error): Promise<void> {
    // Whoever asks for what does not end does not get the chain to stay down.
    if (!(error instanceof RuntimeCallTimeoutError && error.byClient)) restartTimes.push(Date.now())
    while (restartTimes.length > 0 && restartTimes[0]! < Date.now() - 60_000) restartTimes.shift()
    if (restartTimes.length > MAX_RESTARTS_A_MINUTE) {
      clearInterval(watch)
      return fail(error, true)
    }
    restarts++
    fail(error, false)
    try {
      await launch()
      log('info', `The embedded chain is back at block ${status.height}.`)
    } catch (failure) {
      if (!stopping) await restart(failure as Error)
    }
  }

  /** On a busy machine a call takes long without doing much: what counts is its processor time. */
  async function cutEndlessCall(run: NonNullable<typeof current>): Promise<void> {
    const call = readCallMonitor(run.monitor)
    if (run.cut || !call || call.ms <= callLimitMs) return
    const { user, system } = await run.worker.cpuUsage()
    const now = readCallMonitor(run.monitor)
    // Another call began meanwhile.
    if (now?.cpuBefore !== call.cpuBefore) return
    if ((user + system - call.cpuBefore) / 1_000 <= callLimitMs && call.ms <= callLimitMs * BUSY_FACTOR)
      return
    run.cut = new RuntimeCallTimeoutError(call.method, callLimitMs, status.height)
    await run.worker.terminate()
  }

  const watch = setInterval(() => {
    // A worker that has ended has no processor time.
    if (current) cutEndlessCall(current).catch(() => {})
  }, WATCH_EVERY_MS)
  watch.unref()

  const send = (message: ToWorker) => current?.worker.postMessage(message)

  const stop = () =>
    (stopping ??= (async () => {
      clearInterval(watch)
      signal?.removeEventListener('abort', stop)
      if (!current) return
      const { worker } = current
      const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()))
      send({ type: 'stop' })
      const timer = setTimeout(() => void worker.terminate(), STOP_WITHIN_MS)
      await ended
      clearTimeout(timer)
    })())

  signal?.addEventListener('abort', stop)
  try {
    await launch()
    if (stopping) await stopping
    signal?.throwIfAborted()
  } catch (error) {
    clearInterval(watch)
    signal?.removeEventListener('abort', stop)
    signal?.throwIfAborted()
    throw error
  }

  return {
    url: `ws://127.0.0.1:${port}`,
    status: () => ({ ...status, restarts }),
    setSpeed(next) {
      speed = checkSpeed(next)
      send({ type: 'speed', speed })
    },
    onFailure(callback) {
      listeners.add(callback)
      return () => void listeners.delete(callback)
    },
    onTrouble: onTrouble.add,
    stop,
  }
}

function checkSpeed(speed: number): number {
  if (!(speed >= 0.001 && speed <= 100_000)) throw new RangeError('speed must be between 0.001 and 100,000')
  return speed
}

const describe = (error: unknown) => (error instanceof Error ? error.message : String(error))
