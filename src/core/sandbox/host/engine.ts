/** What the engine itself thinks of what will run: known when a component is prepared, not when it works. */
import { SourceTextModule } from 'node:vm'
import { Refusal } from './meter.ts'

/** Refuses glue code that the engine would refuse. It is parsed as at run time, and not run. */
export function parse(glue: Uint8Array): void {
  try {
    new SourceTextModule(new TextDecoder().decode(glue))
  } catch (error) {
    throw new Refusal('invalid-component', `Its names make code that is no JavaScript: ${String(error)}`)
  }
}

/** Refuses a metered module that the engine would refuse. */
export function compile(module: Uint8Array<ArrayBuffer>): void {
  try {
    new WebAssembly.Module(module)
  } catch (error) {
    throw new Refusal('invalid-component', `The engine does not take a core module: ${String(error)}`)
  }
}
