import { expect, test } from 'vitest'
import { within } from './within.ts'

test('gives what the work gives, also within other work', () => {
  expect(within(10_000, () => within(10_000, () => 1) + 1)).toBe(2)
  expect(within(undefined, () => 3)).toBe(3)
})

test('throws what the work throws', () => {
  const error = new RangeError('no')
  expect(() =>
    within(10_000, () => {
      throw error
    }),
  ).toThrow(error)
})

test('ends a loop of JavaScript and one of WebAssembly, and goes on after it', () => {
  // (module (func (export "f") (loop (br 0))))
  const bytes = '0061736d0100000001040160000003020100070501016600000a0901070003400c000b0b'.replaceAll(' ', '')
  const instance = new WebAssembly.Instance(new WebAssembly.Module(Buffer.from(bytes, 'hex')))
  expect(() => within(20, instance.exports['f'] as () => void)).toThrow('it took more than 0.02 s')
  expect(() =>
    within(20, () => {
      for (;;);
    }),
  ).toThrow('it took more than 0.02 s')
  expect(within(10_000, () => 4)).toBe(4)
})
