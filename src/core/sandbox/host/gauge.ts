import { createBorder } from './border.ts'
import { FuelGone, MemoryLimit } from './faults.ts'
import { readInstantiation } from './section.ts'

/** What the metered modules of one instance share. See `agents/meter/src/lib.rs`. */
export interface MeterGlobals {
  fuel: WebAssembly.Global<'i64'>
  depth: WebAssembly.Global<'i32'>
  pages: WebAssembly.Global<'i32'>
  refused: WebAssembly.Global<'i32'>
}

/**
 * Slots of 8 bytes of stack that a guest may take: 32 MiB, by the meter's reckoning, which is never less than what an
 * engine takes and mostly far more. The thread has more than twice as much, so that the guest meets this limit, which is
 * the same everywhere, before the engine's own, which is not. Who bounds the process' memory leaves room for it.
 */
export const depthLimit = 4 * 1024 * 1024
/** Stack of the thread that runs guests, MiB. */
export const stackSizeMb = 72

export const pageSize = 65_536

/**
 * Fuel for each call out of a guest, whatever it asks for, dropping a resource included: the way there and back takes
 * some microseconds. With it, 20 billion units last about a minute whatever they are spent on.
 */
const callFuel = 2_500

export interface Gauge {
  globals: MeterGlobals
  /** Takes fuel for the host's own work. @throws FuelGone when there is not enough: before that work is done */
  charge(fuel: number | bigint): void
  /** Instantiates a core module after paying for its memories and data. */
  instantiate(module: WebAssembly.Module, imports?: WebAssembly.Imports): WebAssembly.Instance
  /** Units of fuel so far, never more than the limit. */
  fuelUsed(): bigint
  /** Bytes of memories and tables so far. */
  memoryUsed(): number
}

/** @param fuel units; @param memory bytes; @param onCall before each call of the guest to the host */
export function createGauge(fuel: bigint, memory: number, onCall?: () => void): Gauge {
  const pages = Math.floor(memory / pageSize)
  const globals: MeterGlobals = {
    fuel: new WebAssembly.Global({ value: 'i64', mutable: true }, fuel),
    depth: new WebAssembly.Global({ value: 'i32', mutable: true }, depthLimit),
    pages: new WebAssembly.Global({ value: 'i32', mutable: true }, pages),
    refused: new WebAssembly.Global({ value: 'i32', mutable: true }, 0),
  }
  const imports = { 'ainur:meter': { ...globals } }
  function charge(amount: number | bigint): void {
    globals.fuel.value -= BigInt(amount)
    if (globals.fuel.value < 0n) throw new FuelGone('the fuel was used up')
  }
  const border = createBorder(() => {
    onCall?.()
    charge(callFuel)
  })
  return {
    globals,
    charge,
    instantiate(module, rest) {
      const cost = readInstantiation(module)
      if (cost.pages > globals.pages.value) {
        const needed = (cost.pages * pageSize) / 1024
        throw new MemoryLimit(
          `a module needs ${needed} KiB at its start; ${(globals.pages.value * pageSize) / 1024} KiB are left`,
        )
      }
      globals.pages.value -= cost.pages
      charge(cost.fuel)
      const instance = new WebAssembly.Instance(module, { ...border.guard(rest), ...imports })
      border.admit(instance)
      return instance
    },
    fuelUsed: () => fuel - (globals.fuel.value > 0n ? globals.fuel.value : 0n),
    memoryUsed: () => (pages - globals.pages.value) * pageSize,
  }
}
