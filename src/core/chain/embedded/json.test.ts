import { expect, test } from 'vitest'
import { deepMerge, parseExact } from './json.ts'

test('integers beyond 2^53 survive merging to the digit', () => {
  const base = parseExact(
    '{"balances":{"balances":[["a",1000000000000000001]],"dev":null},"sudo":{"key":null}}',
  )
  const patch = parseExact(
    '{"balances":{"balances":[["b",340282366920938463463374607431768211455]]},"sudo":{"key":"x"}}',
  )
  expect(JSON.stringify(deepMerge(base, patch))).toBe(
    '{"balances":{"balances":[["b",340282366920938463463374607431768211455]],"dev":null},"sudo":{"key":"x"}}',
  )
})

test('a patch replaces what is not an object on both sides, large numbers too', () => {
  const merge = (a: string, b: string) => JSON.stringify(deepMerge(parseExact(a), parseExact(b)))
  expect(merge('{"a":{"b":1}}', '{"a":18446744073709551615}')).toBe('{"a":18446744073709551615}')
  expect(merge('{"a":18446744073709551615}', '{"a":{"b":[1]}}')).toBe('{"a":{"b":[1]}}')
})
