import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { folded } from './seen.ts'
import { searches } from './testing/searches.ts'

describe('what is searched for', () => {
  it.each(searches)('"%s" has "%s": %s', (text, wanted, isFound) => {
    expect(folded(text).includes(folded(wanted))).toBe(isFound)
  })

  it('is folded once: what is folded stays as it is', () => {
    const text = fc.string({ unit: 'binary' })
    fc.assert(fc.property(text, (any) => folded(folded(any)) === folded(any)))
  })

  it('does not tell upper from lower case, composed from decomposed', () => {
    for (let code = 0; code < 0x11_0000; code++) {
      const each = String.fromCodePoint(code)
      // Halves of a character, and marks that stand on none, are nothing that somebody looks for.
      if (/[\p{Cs}\p{M}]/u.test(each)) continue
      for (const other of [each.toUpperCase(), each.toLowerCase(), each.normalize('NFD')])
        if (folded(other) !== folded(each)) expect.fail(`${each} and ${other} differ`)
    }
  })
})
