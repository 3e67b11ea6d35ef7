import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isTextual, normalised } from '../../../../contract/media-type.ts'
import { detectMediaType } from './detect.ts'

const bytes = (...all: number[]) => Uint8Array.from(all)
const utf8 = (text: string) => bytes(...new TextEncoder().encode(text))
const utf16 = (text: string) =>
  bytes(...[...text].flatMap((each) => [each.charCodeAt(0) & 255, each.charCodeAt(0) >> 8]))
const png = bytes(
  ...[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52],
  ...[0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 0x1f, 0x15, 0xc4, 0x89],
)
const film = bytes(...Array.from({ length: 3 }, () => [0x47, ...Array.from({ length: 187 }, () => 0)]).flat())

describe('the media type of a file', () => {
  it.each([
    ['minutes.txt', utf8('We met.'), 'text/plain', 'text/plain'],
    ['notes.md', utf8('# Notes'), '', 'text/markdown'],
    ['index.ts', utf8('export const one = 1\n'), 'video/mp2t', 'text/typescript'],
    ['page.TSX', utf8('<b/>'), '', 'text/typescript'],
    ['film.ts', film, '', 'video/mp2t'],
    ['table.csv', utf8('a;b\n1;2\n'), 'application/vnd.ms-excel', 'text/csv'],
    ['data.json', utf8('{}'), '', 'application/json'],
    ['drawing.svg', utf8('<svg xmlns="http://www.w3.org/2000/svg"/>'), '', 'image/svg+xml'],
    ['from-windows.txt', utf16('\uFEFFWe met.'), 'text/plain', 'text/plain;charset=utf-16le'],
    ['old.txt', bytes(0x63, 0x61, 0x66, 0xe9), '', 'text/plain;charset=windows-1252'],
    ['empty.md', bytes(), '', 'text/markdown'],
    ['no-name-for-it', utf8('#!/bin/sh\n'), '', 'text/plain'],
    ['letter.txt', utf8('BMW and MZ are names, not formats.'), '', 'text/plain'],
    ['letter', utf8('%PDF-1.4\n1 0 obj\nendobj\n'.repeat(100)), '', 'application/pdf'],
    ['picture.png', png, 'image/png', 'image/png'],
    ['picture-called-a-text.txt', png, 'text/plain', 'image/png'],
    ['text-called-a-picture.png', utf8('We met.'), 'image/png', 'text/plain'],
    ['strange.bin', bytes(0, 1, 2, 3), '', 'application/octet-stream'],
    ['strange.txt', bytes(0, 1, 2, 3), 'text/plain', 'application/octet-stream'],
    ['sheet.xlsb', bytes(0, 1, 2, 3), 'application/x-unknown; v=1', 'application/x-unknown;v=1'],
  ])('%s', async (name, data, said, expected) =>
    expect(await detectMediaType(data, name, said)).toBe(expected),
  )

  it('is one, whatever there is, and a text only where the bytes are one', () =>
    fc.assert(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.string(),
        fc.string(),
        async (data, name, said) => {
          const found = await detectMediaType(data, name, said)
          expect(normalised(found)).toBe(found)
          if (data.includes(0) && data.length % 2 === 1) expect(isTextual(found)).toBe(false)
        },
      ),
    ))
})
