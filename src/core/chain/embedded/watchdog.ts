import { readCallMonitor } from './call-monitor.ts'
import { RuntimeCallTimeoutError } from './errors.ts'
import type { WorkerRun } from './worker-run.ts'

const WATCH_EVERY_MS = 100
/** A call that waits for something else than the processor is cut after so many times its limit. */
const BUSY_FACTOR = 30

interface WatchdogOptions {
  /** The worker as it runs now, if it does. */
  readonly current: () => WorkerRun | undefined
  /** Processor time that a runtime call may take, ms. */
  readonly limitMs: number
  /** Number of the last block. */
  readonly height: () => number
}

/** Ends the worker in which a runtime call does not end. Returns the function that stops watching. */
export function watchCalls({ current, limitMs, height }: WatchdogOptions): () => void {
  /** On a busy machine a call takes long without doing much: what counts is its processor time. */
  async function cutEndlessCall(run: WorkerRun): Promise<void> {
    const call = readCallMonitor(run.monitor)
    if (!call || call.ms <= limitMs) return
    const usedMs = ((await run.cpuMicros()) - call.cpuBefore) / 1_000
    // Another call began meanwhile.
    if (readCallMonitor(run.monitor)?.cpuBefore !== call.cpuBefore) return
    if (usedMs <= limitMs && call.ms <= limitMs * BUSY_FACTOR) return
    await run.cut(new RuntimeCallTimeoutError(call.method, limitMs, height()))
  }

  const timer = setInterval(() => {
    const run = current()
    // A worker that has ended has no processor time.
    if (run) cutEndlessCall(run).catch(() => {})
  }, WATCH_EVERY_MS)
  timer.unref()
  return () => clearInterval(timer)
}
