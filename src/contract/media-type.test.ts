import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { charsetOf, isTextual, matches, MediaRange, MediaType, normalised } from './media-type.ts'

describe('a media type', () => {
  it.each([
    ['text/plain', 'text/plain'],
    [' TEXT/Plain ; Charset="UTF-16" ', 'text/plain;charset=utf-16'],
    ['text/markdown; variant=GFM;charset=utf-8', 'text/markdown;variant=GFM;charset=utf-8'],
    ['text/plain;charset=utf-8;charset=utf-16', 'text/plain;charset=utf-8'],
    ['multipart/mixed; boundary="a b"', 'multipart/mixed;boundary="a b"'],
    ['application/vnd.oasis.opendocument.text', 'application/vnd.oasis.opendocument.text'],
    ['image/svg+xml;;', 'image/svg+xml'],
  ])('%s is kept as %s', (text, kept) => expect(MediaType.parse(text)).toBe(kept))

  it.each(['', 'text', 'text/', '/plain', 'text/*', '*/*', 'text/plain/x', 'té/xt', 'a b/c', 'text /plain'])(
    '“%s” is none',
    (text) => expect(MediaType.safeParse(text).success).toBe(false),
  )
  it('has at most 127 characters, and none that are not seen', () => {
    expect(MediaType.safeParse(`text/${'x'.repeat(123)}`).success).toBe(false)
    expect(MediaType.safeParse(`text/${'x'.repeat(1_000_000)}`).success).toBe(false)
    expect(MediaType.safeParse('text/plain;name="a\u00e9"').success).toBe(false)
    expect(MediaType.safeParse('text/plain;name="a\tb"').success).toBe(false)
  })

  const token = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,9}$/)
  const parameters = fc.array(fc.tuple(token, fc.stringMatching(/^[ -~]{0,8}$/)), { maxLength: 3 })
  const written = fc.tuple(token, token, parameters).map(([type, subtype, all]) => {
    const quoted = all.map(([name, value]) => `; ${name}="${value.replace(/[\\"]/g, '\\$&')}"`)
    return { type, subtype, text: `${type}/${subtype}${quoted.join('')}` }
  })
  it('that was normalised stays as it is, in any capitals, and fits itself', () =>
    fc.assert(
      fc.property(written, ({ type, subtype, text }) => {
        const once = normalised(text)
        expect(once).not.toBeNull()
        expect(normalised(once!)).toBe(once)
        expect(once!.startsWith(`${type}/${subtype}`.toLowerCase())).toBe(true)
        for (const range of [once!, text, `${type}/*`, '*/*']) expect(matches(range, text)).toBe(true)
      }),
    ))
  it('is found or refused in whatever there is, and never throws', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normalised(text)
        if (once !== null) expect(normalised(once)).toBe(once)
        expect(MediaType.safeParse(text).success).toBe(once !== null)
        expect(typeof charsetOf(text)).toBe('string')
        expect(typeof isTextual(text)).toBe('boolean')
      }),
    ))
})

describe('a range of media types', () => {
  it.each([
    ['TEXT/*', 'text/*'],
    ['*/*', '*/*'],
    ['Text/Plain;Charset=UTF-8', 'text/plain;charset=utf-8'],
  ])('%s is kept as %s', (text, kept) => expect(MediaRange.parse(text)).toBe(kept))
  it.each(['*/plain', '*', 'text', '', 'text/**'])('“%s” is none', (text) =>
    expect(MediaRange.safeParse(text).success).toBe(false),
  )

  it.each([
    ['*/*', 'image/png', true],
    ['text/*', 'text/markdown', true],
    ['text/*', 'TEXT/Plain;charset=utf-8', true],
    ['text/plain', 'text/plain', true],
    ['text/plain', 'text/html', false],
    ['text/*', 'application/text', false],
    ['TEXT/plain', 'text/plain; format=flowed', true],
    ['text/plain;charset=utf-8', 'text/plain', true],
    ['text/plain;charset=utf-8', 'text/plain;charset=UTF8', true],
    ['text/plain;charset=iso-8859-1', 'text/plain;charset=latin1', true],
    ['text/plain;charset=utf-8', 'text/plain;charset=utf-16', false],
    ['text/markdown;variant=GFM', 'text/markdown;variant=gfm', true],
    ['text/markdown;variant=GFM', 'text/markdown', false],
    ['text/plain', 'no media type', false],
    ['text/*', '', false],
  ])('%s and %s: %s', (range, type, expected) => expect(matches(range, type)).toBe(expected))
})

it.each([
  ['text/x-anything', true],
  ['application/json', true],
  ['application/ld+json;profile=x', true],
  ['image/svg+xml', true],
  ['application/x-yaml', false],
  ['video/mp2t', false],
  ['application/octet-stream', false],
])('%s is read as text: %s', (type, expected) => expect(isTextual(type)).toBe(expected))
