import { mnemonicGenerate } from '@polkadot/util-crypto'
import * as lists from '@polkadot/util-crypto/mnemonic/wordlists'
import { describe, expect, it } from 'vitest'
import { InvalidError } from '../errors.ts'
import { devPhrase } from '../testing/accounts.ts'
import { openSeed } from './keystore.ts'
import { readPhrase } from './phrase.ts'

const words = devPhrase.split(' ')
const replaced = (index: number, word: string) => words.map((old, i) => (i === index ? word : old)).join(' ')

const twelve = (list: readonly string[]) => list.filter((_, at) => at % 180 === 77).join(' ')

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

  const each = (how: (word: string, place: number) => string, between = ' ') =>
    words.map((word, at) => how(word, at + 1)).join(between)
  it.each([
    ['numbers in brackets', each((word, n) => `(${n}) ${word}`)],
    ['numbers with a colon', each((word, n) => `${n}: ${word}`, '\n')],
    ['numbers with leading zeros', each((word, n) => `#${String(n).padStart(2, '0')} - ${word}`, '\n')],
    ['numbers of a sum', each((word, n) => `${n}/12 ${word}`, '\n')],
    ['numbers behind the words', each((word, n) => `${word} ${n}`, '\n')],
    ['circled numbers', each((word, n) => `${String.fromCodePoint(0x2460 + n - 1)} ${word}`)],
    ['a bulleted list', each((word) => `\u2022\t${word}`, '\r\n')],
    ['a table', `|${each((word) => ` ${word} `, '|')}|`],
    ['JSON', JSON.stringify(words)],
    ['curly quotes', `\u201e${devPhrase}\u201c`],
    ['words in single quotes', each((word) => `\u2018${word}\u2019`, ', ')],
    ['hyphens', each((word) => word, '-')],
    ['a byte order mark', `\ufeff${devPhrase}`],
    [
      'soft hyphens and zero-width characters',
      each((word) => `${word[0]}\u00ad\u200b${word.slice(1)}\u200d`),
    ],
    ['marks of direction', `\u202a${devPhrase}\u202c\u200e`],
    ['odd blanks', each((word) => word, '\u00a0\u2003')],
    [
      'wide letters',
      each((word) => word.replace(/./g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))),
    ],
    ['a full stop at the end', `${devPhrase}.`],
  ])('survives %s', (_, text) => {
    expect(readPhrase(text)).toEqual({ mnemonic: devPhrase, path: '' })
  })

  it('keeps a path that stands in quotes or behind a blank', () => {
    const read = { mnemonic: devPhrase, path: '//Alice/1' }
    expect(readPhrase(`"${devPhrase}//Alice/1"`)).toEqual(read)
    expect(readPhrase(`\u201c${each((word, n) => `${n}. ${word}`)} //Alice/1\u201d\u200b`)).toEqual(read)
  })

  it.each(Object.entries(lists).filter(([list]) => list !== 'english'))(
    'recognises the %s list, and says that it is another one',
    (list, itsWords) => {
      const theirs = twelve(itsWords)
      const facts = { list: expect.objectContaining({ code: `wallet.list-${list}` }) }
      const said = { said: expect.objectContaining({ code: 'wallet.phrase-of-another-list', facts }) }
      expect(() => readPhrase(theirs)).toThrow(expect.objectContaining(said))
      expect(() => readPhrase(theirs.normalize('NFC').toUpperCase())).toThrow(expect.objectContaining(said))
      // Also when a word is missing, and then nothing of it is told.
      const short = theirs.split(/\s/).slice(1).join(' ')
      expect(() => readPhrase(short)).toThrow(expect.objectContaining(said))
    },
  )

  it('recognises Chinese words without blanks between them', () => {
    const theirs = twelve(lists.chineseSimplified)
    expect(() => readPhrase(theirs.replaceAll(' ', ''))).toThrow(/Chinese/)
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
