interface MeterExports {
  memory: WebAssembly.Memory
  meter_version(): number
  meter_allocate(length: number): number
  meter_run(input: number, length: number): number
  meter_check_component(input: number, length: number): number
  meter_output(): number
  meter_output_length(): number
}

/** Why a component is refused. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: 'invalid-component' | 'unknown-import' | 'unsupported'

  constructor(code: Refusal['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** What `meter_check_component` answers for what it refuses. */
const refusals: Record<number, Refusal['code']> = {
  0: 'invalid-component',
  2: 'unknown-import',
  3: 'unsupported',
}

export interface Meter {
  /** Two meters of one version charge alike. */
  version: number
  /** Meters one core module. @throws Refusal with the meter's own words about an unacceptable module */
  meter(module: Uint8Array): Uint8Array
  /** Holds a component to the world of agents, type by type. @throws Refusal */
  check(component: Uint8Array): void
}

/** Loads the meter from its WASM. It imports nothing, and each module gets a fresh instance. */
export function createMeter(wasm: Uint8Array): Meter {
  const compiled = new WebAssembly.Module(wasm as Uint8Array<ArrayBuffer>)
  const instantiate = () => new WebAssembly.Instance(compiled).exports as unknown as MeterExports

  function call(name: 'meter_run' | 'meter_check_component', bytes: Uint8Array): Uint8Array {
    const meter = instantiate()
    const input = meter.meter_allocate(bytes.length)
    new Uint8Array(meter.memory.buffer, input, bytes.length).set(bytes)
    const answer = meter[name](input, bytes.length)
    const { buffer } = meter.memory
    const output = new Uint8Array(buffer, meter.meter_output(), meter.meter_output_length()).slice()
    if (answer !== 1)
      throw new Refusal(refusals[answer] ?? 'invalid-component', new TextDecoder().decode(output))
    return output
  }

  return {
    version: instantiate().meter_version(),
    meter: (module) => call('meter_run', module),
    check: (component) => void call('meter_check_component', component),
  }
}
