import { randomBytes } from 'node:crypto'
import { createListeners } from '../../listeners.ts'
import { RuntimeCallTimeoutError } from './errors.ts'
import type { EmbeddedFailure, EmbeddedNetwork, EmbeddedNetworkOptions } from './types.ts'
import type { Remembered } from './remembered.ts'
import { OWN_HEADER } from './own-header.ts'
import { watchCalls } from './watchdog.ts'
import type { ToWorker, WorkerInput, WorkerStatus } from './worker-protocol.ts'
import { runWorker, type WorkerRun, type WorkerRunOptions } from './worker-run.ts'

export type * from './types.ts'
export * from './errors.ts'

const NOTHING: Remembered = { genesis: null, blocks: [] }
const STOP_WITHIN_MS = 5_000
/** More restarts than this within a minute and the chain stays down: something is wrong for good. */
const MAX_RESTARTS_A_MINUTE = 5

/**
 * Runs the development chain in a worker thread and serves its JSON-RPC on 127.0.0.1 and ::1.
 * Resolves when the port is open. A runtime call that exceeds its time limit, or a crash of the
 * worker, restarts it from the last stored block on the same port and is told to `onFailure`.
 *
 * @throws {DataDirLockedError} when the data folder is open elsewhere
 * @throws {EmbeddedStartError} when the runtime, the database or the port cannot be used
 */
export async function startEmbeddedNetwork(options: EmbeddedNetworkOptions): Promise<EmbeddedNetwork> {
  const { log = () => {}, signal } = options
  const onTrouble = createListeners<[]>()
  const onFailure = createListeners<[EmbeddedFailure]>()
  const mayRestart = createRestartLimit()
  let speed = checkSpeed(options.speed ?? 1)
  let port = options.port ?? options.preferredPort ?? 0
  // Once the port is known to others, it stays.
  let orAnother = options.port === undefined
  const ownKey = randomBytes(32).toString('base64url')
  let restarts = 0
  let status: WorkerStatus = { height: 0, time: 0, pendingDeadline: null, blockMs: null, trouble: null }
  let stopping: Promise<void> | undefined
  let current: WorkerRun | undefined
  signal?.throwIfAborted()

  const fail = (error: Error, fatal: boolean) => {
    log('error', error.message)
    onFailure.tell({ error, fatal })
  }

  async function launch(): Promise<void> {
    const run = start(options, { port, orAnother, ownKey, speed, log }, (next) => {
      const changed = next.trouble?.message !== status.trouble?.message
      status = next
      if (changed) onTrouble.tell()
    })
    current = run
    const ended = run.ended.then((reason) => {
      if (current === run) current = undefined
      return reason
    })
    ;({ port, status } = await run.ready)
    orAnother = false
    void ended.then((reason) => stopping ?? restart(reason))
  }

  async function restart(error: Error): Promise<void> {
    if (!mayRestart(error)) {
      unwatch()
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

  const unwatch = watchCalls({
    current: () => current,
    limitMs: options.callLimitMs ?? 10_000,
    height: () => status.height,
  })
  const send = (message: ToWorker) => current?.send(message)
  const stop = () => {
    unwatch()
    signal?.removeEventListener('abort', stop)
    return (stopping ??= end(current))
  }

  signal?.addEventListener('abort', stop)
  try {
    await launch()
    if (stopping) await stopping
    signal?.throwIfAborted()
  } catch (error) {
    unwatch()
    signal?.removeEventListener('abort', stop)
    signal?.throwIfAborted()
    throw error
  }

  return {
    url: `ws://127.0.0.1:${port}`,
    headers: { [OWN_HEADER]: ownKey },
    status: () => ({ ...status, restarts }),
    setSpeed(next) {
      speed = checkSpeed(next)
      send({ type: 'speed', speed })
    },
    onFailure: onFailure.add,
    onTrouble: onTrouble.add,
    stop,
  }
}

function start(
  options: EmbeddedNetworkOptions,
  {
    log,
    ...rest
  }: Pick<WorkerInput, 'port' | 'orAnother' | 'ownKey' | 'speed'> & { log: WorkerRunOptions['log'] },
  onStatus: (status: WorkerStatus) => void,
): WorkerRun {
  const {
    dataDir,
    contentDir,
    runtimePath,
    historyBlocks,
    clientCallMs,
    executor = 'v8',
    remembered = NOTHING,
  } = options
  return runWorker({
    workerUrl: options.workerUrl ?? new URL('./worker.ts', import.meta.url),
    input: { dataDir, contentDir, runtimePath, executor, historyBlocks, clientCallMs, remembered, ...rest },
    log,
    onStatus,
    onOpened: options.onOpened,
    onDamaged: options.onDamaged,
  })
}

/** Lets the worker end in order, or ends it. */
async function end(run: WorkerRun | undefined): Promise<void> {
  if (!run) return
  run.send({ type: 'stop' })
  const timer = setTimeout(() => void run.cut(new Error('stopped')), STOP_WITHIN_MS)
  await run.ended
  clearTimeout(timer)
}

/** Says of each failure whether the chain may start again. */
function createRestartLimit() {
  let times: number[] = []
  return (error: Error): boolean => {
    times = times.filter((time) => time >= Date.now() - 60_000)
    // Whoever asks for what does not end does not get the chain to stay down.
    if (!(error instanceof RuntimeCallTimeoutError && error.byClient)) times.push(Date.now())
    return times.length <= MAX_RESTARTS_A_MINUTE
  }
}

function checkSpeed(speed: number): number {
  if (!(speed >= 0.001 && speed <= 100_000)) throw new RangeError('speed must be between 0.001 and 100,000')
  return speed
}
