import { expect, test } from 'vitest'
import { parse } from './parse.ts'

test('Markdown that is deeper or more than anybody writes is no Markdown', () => {
  expect(parse(`${'>'.repeat(100)}deep`)).toBeNull()
  expect(parse('- many\n'.repeat(6_000))).toBeNull()
  expect(parse(`${'>'.repeat(5)}**quoted**`)).not.toBeNull()
})
