import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText, isTextOf, sniffCharset } from './sniff.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
function utf16(text: string, littleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(text.length * 2))
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), littleEndian)
  return new Uint8Array(view.buffer)
}
const bytes = (...all: number[]) => Uint8Array.from(all)

/** Whatever people write, without what no text has. */
const text = fc
  .string({ unit: 'grapheme', maxLength: 50 })
  .filter((all) => !/\p{Cc}|[\ufeff\ufffe\uffff]/u.test(all))
const english = fc.stringMatching(/^[ -~\t\n\r]{1,50}$/)

describe('the charset of a text', () => {
  it('is what its byte order mark says', () =>
    fc.assert(
      fc.property(text, (all) => {
        const marked = `\uFEFF${all}`
        const encoded = {
          'utf-8': utf8(marked),
          'utf-16le': utf16(marked, true),
          'utf-16be': utf16(marked, false),
        }
        for (const [charset, data] of Object.entries(encoded)) {
          expect(sniffCharset(data)).toBe(charset)
          expect(decodeText(data, 'text/plain;charset=koi8-r')).toBe(all)
        }
      }),
    ))
  it('is UTF-8 where the bytes are that', () =>
    fc.assert(
      fc.property(text, (all) => {
        expect(sniffCharset(utf8(all))).toBe('utf-8')
        expect(decodeText(utf8(all), 'text/plain')).toBe(all)
      }),
    ))
  it('is UTF-16 without a mark where most characters are Latin', () =>
    fc.assert(
      fc.property(english, (all) => {
        expect(sniffCharset(utf16(all, true))).toBe('utf-16le')
        expect(sniffCharset(utf16(all, false))).toBe('utf-16be')
        expect(decodeText(utf16(all, false), 'text/plain;charset=UTF-16BE')).toBe(all)
      }),
    ))
  it('is Windows-1252 where nothing else fits', () => {
    const latin = bytes(...utf8('The caf'), 0xe9, ...utf8(' by the bridge.'))
    expect(sniffCharset(latin)).toBe('windows-1252')
    expect(decodeText(latin, 'text/plain;charset=iso-8859-1')).toBe('The café by the bridge.')
  })
  it('is any where there is nothing', () => expect(sniffCharset(bytes())).toBe('utf-8'))
})

it.each([
  ['UTF-8', utf8('café'), 'text/plain', true],
  ['Windows-1252 without a word', bytes(0x63, 0x61, 0x66, 0xe9), 'text/plain', true],
  ['Windows-1252 as UTF-8', bytes(0x63, 0x61, 0x66, 0xe9), 'text/plain;charset=utf-8', false],
  ['Shift_JIS', bytes(0x83, 0x65, 0x83, 0x58), 'text/plain;charset=shift_jis', true],
  ['Shift_JIS without a word', bytes(0x81, 0x65, 0x81, 0x58), 'text/plain', false],
  ['UTF-16 without mark or word', utf16('Hello', true), 'text/plain', false],
  ['UTF-16 with a word', utf16('Hello', true), 'text/plain;charset=utf-16', true],
  ['UTF-16 with a mark', utf16('\uFEFFHello', false), 'text/plain', true],
  ['a charset that nobody knows', utf8('Hello'), 'text/plain;charset=klingon', false],
  ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0), 'text/plain', false],
])('%s is a text of its type, or not', (_, data, mediaType, expected) =>
  expect(isTextOf(data, mediaType)).toBe(expected),
)

describe('no text', () => {
  it.each([
    ['a picture', bytes(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13)],
    ['an archive', bytes(0x50, 0x4b, 3, 4, 20, 0, 6, 0)],
    ['half a character behind a mark', bytes(0xff, 0xfe, 0x61)],
    ['UTF-32', bytes(0xff, 0xfe, 0, 0, 0x61, 0, 0, 0)],
    ['bytes that Windows-1252 does not use', bytes(0x61, 0x81, 0x62)],
  ])('is %s', (_, data) => expect(sniffCharset(data)).toBeNull())

  it('is what has bytes that no charset here gives a meaning', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), fc.integer({ min: 1, max: 8 }), (data, control) => {
        // Odd, so that it is no UTF-16; a control character, so that it is nothing else.
        const odd = bytes(...data.slice(0, data.length - (data.length % 2)), control)
        expect(sniffCharset(odd)).toBeNull()
      }),
    ))
  it('or text: whatever bytes there are, it is one of the two, and decoding never fails', () =>
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), fc.string(), (data, mediaType) => {
        const charset = sniffCharset(data)
        if (charset !== null) expect(decodeText(data, `text/plain;charset=${charset}`)).not.toMatch(/\0/)
        expect(typeof decodeText(data, mediaType)).toBe('string')
      }),
    ))
})
