import { expect, test } from 'vitest'
import { csvOf } from './csv.ts'

test('what separates and what quotes stays part of a text', () => {
  expect(
    csvOf(
      ['a', 'b'],
      [
        ['1,5', 'he said "no"'],
        ['two\r\nlines', null],
        [' x ', 7],
      ],
    ),
  ).toBe('\ufeffa,b\r\n"1,5","he said ""no"""\r\n"two\r\nlines",\r\n x ,7\r\n')
})

test.each(['=1+1', '+49 30', '-2+3', '@SUM(A1)', '\t=1', ' =1', '\u00a0@x', '＝1', '－1', '\rx'])(
  'a text that begins as a formula, %j, is none',
  (text) => {
    expect(csvOf([], [[text]])).toMatch(/^\ufeff\r\n"?'/)
  },
)

test.each(['-1.000000000001', '12', '-7', '0.5'])('the number %s stays one', (text) => {
  expect(csvOf([], [[text]])).toBe(`\ufeff\r\n${text}\r\n`)
})
