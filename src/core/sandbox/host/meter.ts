interface MeterExports {
  memory: WebAssembly.Memory
  meter_version(): number
  meter_allocate(length: number): number
  meter_run(input: number, length: number): number
  meter_output(): number
  meter_output_length(): number
}

export interface Meter {
  /** Two meters of one version charge alike. */
  version: number
  /** Meters one core module. @throws Error with the meter's own words about an unacceptable module */
  meter(module: Uint8Array): Uint8Array
}

/** Loads the meter from its WASM. It imports nothing, and each module gets a fresh instance. */
export function createMeter(wasm: Uint8Array): Meter {
  const compiled = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>)
  const instantiate = () => new WebAssembly.Instance(compiled).exports as unknown as MeterExports
  return {
    version: instantiate().meter_version(),
    meter(module) {
      const meter = instantiate()
      const input = meter.meter_allocate(module.length)
      new Uint8Array(meter.memory.buffer, input, module.length).set(module)
      const success = meter.meter_run(input, module.length) === 1
      const output = new Uint8Array(
        meter.memory.buffer,
        meter.meter_output(),
        meter.meter_output_length(),
      ).slice()
      if (!success) throw new Error(new TextDecoder().decode(output))
      return output
    },
  }
}
