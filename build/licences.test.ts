import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './steps.ts'

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

/** A package says `A OR B` where one may choose, `A AND B` where both hold. */
function isAllowed(expression: string): boolean {
  const text = expression.trim().replace(/^\(([^()]*)\)$/, '$1')
  // What is grouped deeper is read by hand: nothing that ships says so.
  if (/[()]/.test(text)) return false
  if (/\sOR\s/i.test(text)) return text.split(/\sOR\s/i).some(isAllowed)
  if (/\sAND\s/i.test(text)) return text.split(/\sAND\s/i).every(isAllowed)
  return ALLOWED.has(text === 'MPL 2.0' ? 'MPL-2.0' : text)
}

interface Locked {
  dev?: boolean
  link?: boolean
  /** What the package says of itself; older entries have none. */
  license?: string
}

/** Folders of packages that electron-builder packs, from the lock file and its own list of what it leaves out. */
function shipped(): [path: string, Locked][] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, Locked>
  }
  const leftOut = readFileSync(join(root, 'electron-builder.yml'), 'utf8')
    .split('\n')
    .flatMap((line) => /^ {2}- '!(node_modules\/.*)'$/.exec(line)?.[1] ?? [])
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => path.startsWith('node_modules/') && !dev && !link)
    .filter(([path]) => !leftOut.some((pattern) => matchesGlob(`${path}/package.json`, pattern)))
}

interface Manifest {
  name: string
  version: string
  license?: string | { type: string }
  licenses?: { type: string }[]
}

function licenceOf(path: string, locked: Locked): string {
  const [file] = globSync(join(path, 'package.json'), { cwd: root })
  // For another platform, the lock file has what the registry says of it.
  if (file === undefined) return locked.license ?? 'none'
  const { license, licenses } = JSON.parse(readFileSync(join(root, file), 'utf8')) as Manifest
  if (typeof license === 'string') return license
  return license?.type ?? licenses?.map(({ type }) => type).join(' OR ') ?? 'none'
}

test('what ships may be passed on', () => {
  const paths = shipped()
  expect(paths.length).toBeGreaterThan(100)
  const refused = paths.flatMap(([path, locked]) => {
    const licence = licenceOf(path, locked)
    return isAllowed(licence) ? [] : [`${path}: ${licence}`]
  })
  expect(refused).toEqual([])
})

test('choices and conditions of licences are read as such', () => {
  expect(isAllowed('(MIT OR GPL-3.0-only)')).toBe(true)
  expect(isAllowed('MIT AND GPL-3.0-only')).toBe(false)
  expect(isAllowed('(GPL-2.0 OR AGPL-3.0)')).toBe(false)
  expect(isAllowed('(MIT OR X) AND (GPL-3.0 OR Y)')).toBe(false)
  expect(isAllowed('GPL-3.0-or-later WITH Classpath-exception-2.0')).toBe(false)
})
