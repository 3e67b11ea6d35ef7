// The worker's event loop stands still while the runtime runs, so the call under way is
// marked in shared memory, where the supervising thread can read it at any time.
const NAME_AT = 16
const NAME_BYTES = 112
export const MONITOR_BYTES = NAME_AT + NAME_BYTES

const wallMs = () => BigInt(Math.round(performance.timeOrigin + performance.now()))

/** Marks the beginning and the end of runtime calls. Used in the worker. */
export function createCallMarker(buffer: SharedArrayBuffer) {
  const started = new BigInt64Array(buffer, 0, 1)
  const nameLength = new Int32Array(buffer, 8, 1)
  const name = new Uint8Array(buffer, NAME_AT, NAME_BYTES)
  let depth = 0
  return {
    begin(method: string): void {
      if (depth++ > 0) return
      const bytes = Buffer.from(method, 'latin1').subarray(0, NAME_BYTES)
      name.set(bytes)
      Atomics.store(nameLength, 0, bytes.length)
      Atomics.store(started, 0, wallMs())
    },
    end(): void {
      // Calls of the stock executor overlap: each end shows that the others get on, too.
      Atomics.store(started, 0, --depth === 0 ? 0n : wallMs())
    },
  }
}
export type CallMarker = ReturnType<typeof createCallMarker>

/** The runtime call under way and for how many ms, or null. Used in the supervising thread. */
export function readCallMonitor(buffer: SharedArrayBuffer): { method: string; ms: number } | null {
  const started = Atomics.load(new BigInt64Array(buffer, 0, 1), 0)
  if (started === 0n) return null
  const length = Atomics.load(new Int32Array(buffer, 8, 1), 0)
  const method = Buffer.from(new Uint8Array(buffer, NAME_AT, length)).toString('latin1')
  return { method, ms: Number(wallMs() - started) }
}
