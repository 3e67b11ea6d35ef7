import { globSync, readFileSync } from 'node:fs'
import { join, matchesGlob } from 'node:path'
import { expect, test } from 'vitest'
import { isAllowed, refusedIn } from './licences.ts'
import { root } from './steps.ts'

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

test('what ships beside the built files may be passed on', () => {
  const paths = shipped()
  expect(paths.map(([path]) => path)).toContain('node_modules/better-sqlite3')
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

test('what is built in may be passed on, or is named', () => {
  const list = `# Licenses

## a - 1.0.0 (MIT)

## Grant of Copyright License

## @b/c - 2.1.0 (GPL-3.0 OR AGPL-3.0)

## d - 0.0.1

## e - 3.0.0 ((MIT OR GPL-3.0))
`
  expect(refusedIn(list)).toEqual(['@b/c - 2.1.0: GPL-3.0 OR AGPL-3.0', 'd - 0.0.1: none'])
})
