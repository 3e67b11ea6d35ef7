import { expect, test } from 'vitest'
import { importing } from '../testing/wasm-edit.ts'
import { runtimeFor, UnknownHostFunctionError } from './module-cache.ts'

test('a runtime that needs an unknown function of its host is refused by that name when it is loaded', () => {
  expect(() => runtimeFor(importing('env', 'ext_offchain_sleep_until_version_1'))).toThrow(
    /ext_offchain_sleep_until_version_1/,
  )
  expect(() => runtimeFor(importing('wasi', 'ext_hashing_twox_64_version_1'))).toThrow(
    UnknownHostFunctionError,
  )
  expect(() => runtimeFor(importing('env', 'toString'))).toThrow(/toString/)
})

test('a runtime that needs what is there is loaded once', () => {
  const code = importing('env', 'ext_hashing_twox_64_version_1')
  expect(runtimeFor(code)).toBe(runtimeFor(code.slice()))
})

test('what is no WASM is refused', () => {
  expect(() => runtimeFor(Uint8Array.of(1, 2, 3))).toThrow(WebAssembly.CompileError)
})
