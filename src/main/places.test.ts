import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { findPlaces } from './places.ts'

test('in a clone everything is in the clone', () => {
  const root = join(import.meta.dirname, '..', '..')
  const places = findPlaces(root, '/elsewhere')
  expect(places.inClone).toBe(true)
  expect(existsSync(places.node)).toBe(true)
  expect(existsSync(join(places.resources, 'chain'))).toBe(true)
})

test('installed, what ships beside the application is found beside it, whatever packages it carries', () => {
  const resourcesPath = mkdtempSync(join(tmpdir(), 'ainur-places-'))
  try {
    const root = join(resourcesPath, 'app')
    mkdirSync(join(root, 'node_modules', 'node', 'bin'), { recursive: true })
    const { inClone, resources, node, core } = findPlaces(root, resourcesPath)
    expect(inClone).toBe(false)
    expect(resources).toBe(join(resourcesPath, 'resources'))
    expect(node.startsWith(join(resourcesPath, 'node'))).toBe(true)
    expect(core).toBe(join(root, 'out', 'core'))
  } finally {
    rmSync(resourcesPath, { recursive: true })
  }
})
