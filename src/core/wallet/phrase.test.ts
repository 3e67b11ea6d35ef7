import { mnemonicGenerate } from '@polkadot/util-crypto'
import { describe, expect, it } from 'vitest'
import { InvalidError } from '../errors.ts'
import { devPhrase } from '../testing/accounts.ts'
import { openSeed } from './keystore.ts'
import { readPhrase } from './phrase.ts'

const words = devPhrase.split(' ')
const replaced = (index: number, word: string) => words.map((old, i) => (i === index ? word : old)).join(' ')

const badPhrases: [what: string, text: string, message: RegExp, remedy: RegExp][] = [
  ['a typo', replaced(2, 'obeyy'), /^Word 3 is not in the list/, /typing errors/],
  [
    'two typos',
    replaced(0, 'botom').replace('walk', 'wolk'),
    /^Words 1, 12 are not in the list/,
    /typing errors/,
  ],
  [
    'five foreign words',
    'uno dos tres cuatro cinco ' + words.slice(5).join(' '),
    /^Words 1, 2, 3 and 2 more are/,
    /typing errors/,
  ],
  ['a missing word', words.slice(1).join(' '), /this one has 11/, /no word is missing/],
  ['a word too many', `${devPhrase} walk`, /this one has 13/, /there twice/],
  ['one word', 'abandon', /this one has 1\b/, /missing/],
  ['two words swapped', [words[1], words[0], ...words.slice(2)].join(' '), /checksum/, /changed places/],
  ['another known word', replaced(11, 'zoo'), /checksum/, /Compare/],
  ['a password in the path', `${devPhrase}//a///secret`, /not supported/, /JSON/],
  ['a broken path', `${devPhrase}//`, /cannot be read/, /\/\/stash/],
  ['only spaces', '   ', /this one has 0/, /missing/],
  ['emoji', `${words.slice(1).join(' ')} 🦊`, /^Word 12 is not in the list/, /typing errors/],
]

describe('readPhrase', () => {
  it.each(badPhrases)('refuses %s in words', (_, text, message, remedy) => {
    expect(() => readPhrase(text)).toThrow(InvalidError)
    try {
      readPhrase(text)
    } catch (error) {
      expect((error as InvalidError).message).toMatch(message)
      expect((error as InvalidError).remedy).toMatch(remedy)
    }
  })

  it('reads what people paste', () => {
    const numbered = words.map((word, i) => `${i + 1}. ${word.toUpperCase()}`).join('\n')
    expect(readPhrase(numbered)).toEqual({ mnemonic: devPhrase, path: '' })
    expect(readPhrase(` ${devPhrase}//Alice `)).toEqual({ mnemonic: devPhrase, path: '//Alice' })
    expect(readPhrase(devPhrase, '//Alice/1')).toEqual({ mnemonic: devPhrase, path: '//Alice/1' })
    const long = mnemonicGenerate(24)
    expect(readPhrase(long).mnemonic).toBe(long)
  })
})

describe('openSeed', () => {
  it.each([
    ['a letter o', `0x${'ab'.repeat(31)}ao`, /digits 0-9 and a-f/],
    ['31 bytes', `0x${'ab'.repeat(31)}`, /this one has 62/],
    ['a secret key', `0x${'ab'.repeat(64)}`, /this one has 128/],
    ['nothing', '', /this one has 0/],
    ['zeros', `0x${'00'.repeat(32)}`, /no secret/],
    ['a phrase', devPhrase, /digits 0-9 and a-f/],
  ])('refuses %s in words', (_, text, message) => {
    expect(() => openSeed(text)).toThrow(message)
  })
})
