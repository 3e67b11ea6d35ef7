import { GuestFault } from './faults.ts'

type Call = (...values: unknown[]) => unknown

/**
 * Lets a guest out to the host once at a time. While the host passes a result in, it calls the guest's allocator; the
 * component model does not let that one call out again, and a guest that could would use the host's stack, which no
 * meter counts.
 */
export function createBorder(onCall: () => void = () => undefined) {
  const guests = new WeakSet<object>()
  let outside = false

  const once =
    (call: Call): Call =>
    (...values) => {
      if (outside) throw new GuestFault('the component called the host while the host passed it a value')
      outside = true
      try {
        onCall()
        return call(...values)
      } finally {
        outside = false
      }
    }

  return {
    /** The imports of a core module, with every function of the host guarded. */
    guard: (imports: WebAssembly.Imports = {}): WebAssembly.Imports =>
      mapValues(imports, (module) =>
        mapValues(module, (value) =>
          typeof value === 'function' && !guests.has(value) ? once(value as Call) : value,
        ),
      ),
    /** Takes note of the functions that are a guest's own. */
    admit({ exports }: WebAssembly.Instance): void {
      for (const value of Object.values(exports)) if (typeof value === 'function') guests.add(value)
    },
  }
}

const mapValues = <T, U>(record: Record<string, T>, change: (value: T) => U): Record<string, U> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]))
