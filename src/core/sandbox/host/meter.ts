interface MeterExports {
  memory: WebAssembly.Memory
  meter_version(): number
  meter_allocate(length: number): number
  meter_run(input: number, length: number): number
  meter_check_names(input: number, length: number): number
  meter_output(): number
  meter_output_length(): number
}

export interface Meter {
  /** Two meters of one version charge alike. */
  version: number
  /** Meters one core module. @throws Error with the meter's own words about an unacceptable module */
  meter(module: Uint8Array): Uint8Array
  /** Refuses a component whose names could become JavaScript in its glue code. @throws Error that shows the name */
  checkNames(component: Uint8Array): void
}

/** Loads the meter from its WASM. It imports nothing, and each module gets a fresh instance. */
export function createMeter(wasm: Uint8Array): Meter {
  const compiled = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>)
  const instantiate = () => new WebAssembly.Instance(compiled).exports as unknown as MeterExports

  function call(name: 'meter_run' | 'meter_check_names', bytes: Uint8Array): Uint8Array {
    const meter = instantiate()
    const input = meter.meter_allocate(bytes.length)
    new Uint8Array(meter.memory.buffer, input, bytes.length).set(bytes)
    const success = meter[name](input, bytes.length) === 1
    const { buffer } = meter.memory
    const output = new Uint8Array(buffer, meter.meter_output(), meter.meter_output_length()).slice()
    if (!success) throw new Error(new TextDecoder().decode(output))
    return output
  }

  return {
    version: instantiate().meter_version(),
    meter: (module) => call('meter_run', module),
    checkNames: (component) => void call('meter_check_names', component),
  }
}
