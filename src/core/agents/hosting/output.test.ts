import { expect, it } from 'vitest'
import { tailOf } from './output.ts'

it('nothing written is nothing to tell', () => {
  for (const text of ['', '\n', ' \r\n\n']) expect(tailOf(text)).toEqual([])
})

it('keeps the last lines, where a traceback says what happened', () => {
  const lines = Array.from({ length: 100 }, (_, i) => `line ${i}`)
  const tail = tailOf(`${lines.join('\n')}\nNameError: name 'undefined_name' is not defined\n`)
  expect(tail).toHaveLength(30)
  expect(tail.at(-1)).toBe("NameError: name 'undefined_name' is not defined")
})

it('cuts a line without end, and takes every kind of line break', () => {
  expect(tailOf(`a\r\nb\rc\n${'x'.repeat(100_000)}`)).toEqual(['a', 'b', 'c', `${'x'.repeat(500)}…`])
})

it('one blank line is enough', () => {
  expect(tailOf('a\n\n\n\nb')).toEqual(['a', '', 'b'])
})
