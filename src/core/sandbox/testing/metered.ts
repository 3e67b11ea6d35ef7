import { parse } from '@bytecodealliance/jco-transpile/wasm-tools'
import { createGauge, pageSize, type Gauge } from '../host/gauge.ts'
import { createMeter } from '../host/meter.ts'
import { meterWasm } from './fixtures.ts'

export const { meter, check } = createMeter(meterWasm())

interface Metered {
  gauge: Gauge
  call: (name: string, ...values: number[]) => unknown
  /** Units that its start took. */
  started: number
  /** Units since then. */
  used: () => number
}

/** A metered core module, from the text between `(module` and `)`. */
export async function load(source: string, fuel = 1_000_000n, memory = 64 * pageSize): Promise<Metered> {
  const gauge = createGauge(fuel, memory)
  const module = new WebAssembly.Module(meter(await parse(`(module ${source})`)) as Uint8Array<ArrayBuffer>)
  const { exports } = gauge.instantiate(module, {})
  const call = (name: string, ...values: number[]) =>
    (exports[name] as (...values: number[]) => unknown)(...values)
  const left = gauge.globals.fuel.value
  const used = () => Number(left - gauge.globals.fuel.value)
  return { gauge, call, started: Number(fuel - left), used }
}
