// The worker's event loop stands still while the runtime runs, so the call under way is
// marked in shared memory, where the supervising thread can read it at any time.
const CPU_AT = 16
const NAME_AT = 24
const NAME_BYTES = 112
export const MONITOR_BYTES = NAME_AT + NAME_BYTES

/** Processor time of the thread that asks, microseconds. */
const cpuMicros = () => {
  const { user, system } = process.threadCpuUsage()
  return BigInt(user + system)
}
const wallMs = () => BigInt(Math.round(performance.timeOrigin + performance.now()))

/** Marks the beginning and the end of runtime calls. Used in the worker. */
export function createCallMarker(buffer: SharedArrayBuffer) {
  const started = new BigInt64Array(buffer, 0, 1)
  const nameLength = new Int32Array(buffer, 8, 1)
  const cpu = new BigInt64Array(buffer, CPU_AT, 1)
  const name = new Uint8Array(buffer, NAME_AT, NAME_BYTES)
  let depth = 0
  return {
    begin(method: string): void {
      if (depth++ > 0) return
      const bytes = Buffer.from(method, 'latin1').subarray(0, NAME_BYTES)
      name.set(bytes)
      Atomics.store(nameLength, 0, bytes.length)
      Atomics.store(cpu, 0, cpuMicros())
      Atomics.store(started, 0, wallMs())
    },
    end(): void {
      // Calls of the stock executor overlap: each end shows that the others get on, too.
      Atomics.store(cpu, 0, cpuMicros())
      Atomics.store(started, 0, --depth === 0 ? 0n : wallMs())
    },
  }
}
export type CallMarker = ReturnType<typeof createCallMarker>

export interface CallUnderWay {
  readonly method: string
  /** Since it began, ms. */
  readonly ms: number
  /** Processor time that the thread had used when it began, microseconds. */
  readonly cpuBefore: number
}

/** The runtime call under way, or null. Used in the supervising thread. */
export function readCallMonitor(buffer: SharedArrayBuffer): CallUnderWay | null {
  const started = Atomics.load(new BigInt64Array(buffer, 0, 1), 0)
  if (started === 0n) return null
  const length = Atomics.load(new Int32Array(buffer, 8, 1), 0)
  const method = Buffer.from(new Uint8Array(buffer, NAME_AT, length)).toString('latin1')
  const cpuBefore = Number(Atomics.load(new BigInt64Array(buffer, CPU_AT, 1), 0))
  return { method, ms: Number(wallMs() - started), cpuBefore }
}
