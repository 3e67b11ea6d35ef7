import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../steps.ts'
import { runQuietly } from './programs.ts'

const packageDir = join(root, 'node_modules', 'electron')
const FETCH_TIMEOUT_MS = 180_000

/** The program of the `electron` package where it is there already, or the one named by AINUR_ELECTRON. */
export function findElectron(): string | null {
  const named = process.env['AINUR_ELECTRON']
  if (named !== undefined) return named
  const pathFile = join(packageDir, 'path.txt')
  if (!existsSync(pathFile)) return null
  const program = join(packageDir, 'dist', readFileSync(pathFile, 'utf8'))
  return existsSync(program) ? program : null
}

/** The same, after having the package fetch its program when it is missing (about 110 MB, at most three minutes). */
export function fetchElectron(): string | null {
  const found = findElectron()
  if (found !== null) return found
  console.log('Fetching Electron (once) ...')
  // Empty: the hashes in the package decide what is taken, whatever npm was told.
  const env = { electron_use_remote_checksums: '', npm_config_electron_use_remote_checksums: '' }
  runQuietly(process.execPath, [join(packageDir, 'install.js')], { timeoutMs: FETCH_TIMEOUT_MS, env })
  return findElectron()
}
