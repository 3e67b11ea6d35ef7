import { expect, test } from 'vitest'
import { english } from '../words.ts'
import { endingText, inWordsOf } from './ending.ts'

const words = (reported: string) => {
  const said = inWordsOf(reported)
  return typeof said === 'string' ? said : english(said)
}

test('what an agent reports is put into words', () => {
  expect(words(endingText('fuel', 'The fuel was used up.'))).toBe('ran out of fuel')
  expect(words(endingText('invalid-input', 'no UTF-8 at byte 7'))).toBe(
    'cannot read this input (no UTF-8 at byte 7)',
  )
  expect(words(endingText('exit', ''))).toBe('ended without an answer')
  expect(words(endingText('internal', 'a: b\nc {{end}}'))).toBe('an error of its own (a: b\nc {{end}})')
})

test('what another program reports stays as it is', () => {
  for (const text of ['no time', 'fuel', 'oom: too big', 'constructor: x', 'with: x', 'Fuel: x', '']) {
    expect(words(text)).toBe(text)
  }
})
