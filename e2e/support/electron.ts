import { _electron, type ElectronApplication } from '@playwright/test'
import { join } from 'node:path'
import { root } from './core.ts'

/** Starts the built desktop; the runner names the Electron to use. The core comes up behind its window. */
export function launchDesktop(dataDir: string, args: string[] = []): Promise<ElectronApplication> {
  const program = process.env['AINUR_TEST_ELECTRON']
  if (program === undefined)
    throw new Error('AINUR_TEST_ELECTRON is not set: run the tests with "npm run e2e".')
  const main = join(root, 'out/main/index.cjs')
  const loader = process.env['AINUR_TEST_ELECTRON_LOADER'] !== undefined
  const switches = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  return _electron.launch({
    executablePath: program,
    args: [...switches, ...(loader ? [] : [root]), `--data-dir=${dataDir}`, ...args],
    env: { ...(process.env as Record<string, string>), AINUR_TEST_APP: main },
    timeout: 60_000,
  })
}
