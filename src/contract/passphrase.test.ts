import { expect, it } from 'vitest'
import { strengthOf } from './passphrase.ts'

it.each([
  ['blanks', '        '],
  ['wide blanks', '\u3000'.repeat(9)],
  ['what nobody sees', '\u200b\u2060\u00ad'.repeat(4)],
  ['one character', 'aaaaaaaaaaaaaaaa'],
  ['one emoji', '🦊'.repeat(12)],
  ['a repetition', 'abcabcabcabc'],
  ['a repetition with blanks', 'test test test test'],
  ['a repeated common one', 'password password'],
  ['a repeated word that is not common', 'correct correct correct'],
  ['a repeated word of another alphabet', 'ПАРОЛЬПАРОЛЬ'],
  ['a few characters in runs', 'jjjjkkkkllll'],
  ['digits in a row', '1234567890'],
  ['keys in a row', 'qwertyuiop'],
  ['a common one', 'password1'],
  ['with capitals', 'PaSsWoRd1'],
  ['with digits for letters', 'p@ssw0rd'],
  ['spelled out', 'p a s s w o r d'],
  ['in wide letters', 'ｐａｓｓｗｏｒｄ'],
  ['backwards', 'drowssap'],
  ['a common one of mixed case', 'VQsaBLPzLa'],
  ['a common one with signs', 'films+pic+galeries'],
  ['zeros', '0x00000000'],
  ['too short', 'kX9$q'],
  ['halves of characters', '\ud800\ud801\ud802\ud803\ud804\ud805\ud806\ud807'],
])('%s is refused', async (_, passphrase) => {
  expect(await strengthOf(passphrase)).toBe('refused')
})

it.each([
  ['correcthorse', 'weak'],
  ['correct horse', 'good'],
  ['correct horse battery', 'strong'],
  ['пурпурный слон', 'strong'],
  ['ünïcödé fïgs', 'strong'],
])('%j is %s', async (passphrase, strength) => {
  expect(await strengthOf(passphrase)).toBe(strength)
})

it('is quick also for what is made to be slow', async () => {
  // A library that tried every way to read these as words would not come back.
  for (const long of ['@4$5!1|0'.repeat(128), 'a1@$'.repeat(256), '\u0301'.repeat(1_024)])
    expect(['refused', 'weak', 'good', 'strong']).toContain(await strengthOf(long))
})
