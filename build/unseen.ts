/**
 * Writes the characters that a reader does not see when they stand alone, for the contract and for the chain, which
 * must agree on every title in every browser: the Unicode tables of engines differ by their age, this one is fixed.
 * By hand, with the Unicode version of the Node that runs it; the chain needs a new runtime then.
 */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './chain/paths.ts'

/** Controls, formats, blanks, marks on other characters, fillers, and the empty Braille cell. */
const unseen = /[\p{Cc}\p{Cf}\p{Z}\p{Grapheme_Extend}\p{Default_Ignorable_Code_Point}\u2800]/u
const LAST = 0x10ffff

const ranges: [number, number][] = []
for (let code = 0; code <= LAST; code++) {
  if (!unseen.test(String.fromCodePoint(code))) continue
  const last = ranges.at(-1)
  if (last?.[1] === code - 1) last[1] = code
  else ranges.push([code, code])
}
const hex = (code: number) => code.toString(16)
const made = `Written by build/unseen.ts from the Unicode Character Database ${process.versions.unicode}.`

const rust = ranges.map(([from, to]) => `\t(0x${hex(from)}, 0x${hex(to)}),\n`).join('')
writeFileSync(
  join(root, 'chain/primitives/src/unseen.rs'),
  `// ${made}

/// Characters that a reader does not see when they stand alone: first and last of each range, in order.
#[rustfmt::skip]
pub const UNSEEN: [(u32, u32); ${ranges.length}] = [
${rust}];
`,
)
const escaped = (code: number) => `\\\\u{${hex(code)}}`
const pattern = ranges
  .map(([from, to]) => (from === to ? escaped(from) : `${escaped(from)}-${escaped(to)}`))
  .join('')
writeFileSync(
  join(root, 'src/contract/unseen.ts'),
  `// ${made}

/** Characters that a reader does not see when they stand alone: what stands between the brackets of a pattern. */
export const UNSEEN =
  '${pattern}'
`,
)
