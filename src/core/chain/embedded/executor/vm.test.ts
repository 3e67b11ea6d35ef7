import { expect, test } from 'vitest'
import { plainRuntimeCode } from '../testing/runtime.ts'
import { withEndlessMethod } from '../testing/wasm-edit.ts'
import { toHex } from './scale.ts'
import { RuntimeVm } from './vm.ts'
import { within } from './within.ts'

const context = () => ({
  state: { get: () => null, next: () => null, set: () => {} } as never,
  logs: [],
  logLevel: 0,
  mockSignature: 0 as const,
  stateRoot: () => new Uint8Array(32),
})
const NO_ARGS = new Uint8Array()

test('an instance that is used again answers as a new one, also after calls that trapped or were cut', () => {
  const module = new WebAssembly.Module(
    withEndlessMethod(plainRuntimeCode(), 'Endless_call') as Uint8Array<ArrayBuffer>,
  )
  const ask = (vm: RuntimeVm, method: string) => toHex(vm.call(method, NO_ARGS, context()))
  const methods = ['Core_version', 'Metadata_metadata', 'Core_version', 'GenesisBuilder_preset_names']
  const fresh = methods.map((method) => ask(new RuntimeVm(module), method))
  const vm = new RuntimeVm(module)
  const same = () => methods.map((method) => ask(vm, method))
  expect(same()).toEqual(fresh)
  expect(() => vm.call('BlockBuilder_apply_extrinsic', Uint8Array.of(1), context())).toThrow()
  expect(same()).toEqual(fresh)
  expect(() => within(50, () => ask(vm, 'Endless_call'))).toThrow(/more than/)
  expect(same()).toEqual(fresh)
})
