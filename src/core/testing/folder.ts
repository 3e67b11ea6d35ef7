import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A new folder for one test file. */
export function makeFolder() {
  const path = mkdtempSync(join(tmpdir(), 'ainur-test-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}
