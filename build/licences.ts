import { readFileSync } from 'node:fs'

/** Under these, what ships may be passed on with Ainur. None asks for the source of what it is shipped with. */
const ALLOWED = new Set([
  ...[
    'MIT',
    'MIT-0',
    'ISC',
    '0BSD',
    'BSD-2-Clause',
    'BSD-3-Clause',
    'Apache-2.0',
    'Apache-2.0 WITH LLVM-exception',
  ],
  ...['BlueOak-1.0.0', 'CC0-1.0', 'Unlicense', 'Python-2.0', 'WTFPL', 'MPL-2.0'],
])

/** Whether `expression` (SPDX) allows it. A package says `A OR B` where one may choose, `A AND B` where both hold. */
export function isAllowed(expression: string): boolean {
  const text = expression.trim().replace(/^\(([^()]*)\)$/, '$1')
  // What is grouped deeper is read by hand: nothing that ships says so.
  if (/[()]/.test(text)) return false
  if (/\sOR\s/i.test(text)) return text.split(/\sOR\s/i).some(isAllowed)
  if (/\sAND\s/i.test(text)) return text.split(/\sAND\s/i).every(isAllowed)
  return ALLOWED.has(text === 'MPL 2.0' ? 'MPL-2.0' : text)
}

/** Packages in `text`, the list that Vite writes of what it built in, that may not be passed on with Ainur. */
export const refusedIn = (text: string): string[] =>
  [...text.matchAll(/^## (\S+ - \S+)(?: \((.*)\))?$/gm)].flatMap(([, name, licence = 'none']) =>
    isAllowed(licence) ? [] : [`${name}: ${licence}`],
  )

/** The same of a file. */
export const refusedInFile = (file: string): string[] => refusedIn(readFileSync(file, 'utf8'))
