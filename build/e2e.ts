import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { buildApp } from './app.ts'
import { run } from './setup.mjs'
import { findProgram } from './setup/programs.ts'
import { setUpChromium } from './setup/chromium.ts'
import { setUpElectron } from './setup/test-electron.ts'
import { root } from './steps.ts'

// npm run e2e -- [<words of spec names>] [--shell browser|electron]: builds what is out of date and runs the specs in
// both shells. A shell that cannot be had fails the run. The journey comes first and has the machine for itself: it
// prints how long a first run takes.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shell: { type: 'string' }, grep: { type: 'string', short: 'g' } },
})

async function main(): Promise<number> {
  const shells = values.shell === undefined ? ['browser', 'electron'] : [values.shell]
  if (!(await buildApp(['page', 'core', 'shell']))) return 1
  // Compiled code and agents that the tests share, so that each does not make them again.
  const env: NodeJS.ProcessEnv = { ...process.env, AINUR_CACHE_DIR: join(root, 'out', 'e2e-cache') }
  const chromium = setUpChromium()
  if (chromium === null) return 1
  env['AINUR_CHROMIUM'] = chromium
  if (shells.includes('electron')) {
    const electron = setUpElectron()
    if (electron === null) return 1
    env['AINUR_TEST_ELECTRON'] = electron.program
    if (electron.loader) env['AINUR_TEST_ELECTRON_LOADER'] = '1'
  }
  const xvfb = process.platform === 'linux' && shells.includes('electron') ? findProgram('xvfb-run') : null
  const display = xvfb === null ? [] : [xvfb, '-a', '-s', '-screen 0 1440x960x24']
  const projects = shells.map((shell) => `--project=${shell}`)
  const specs = (...which: string[]) => {
    const [command = 'playwright', ...args] = [...display, 'playwright', 'test', ...which, ...projects]
    return run(command, args, { env })
  }
  if (values.grep !== undefined) return specs(...positionals, '--grep', values.grep)
  if (positionals.length > 0) return specs(...positionals)
  const journey = await specs('journey', '--workers=1')
  return journey === 0 ? specs('(?<!journey)\\.spec') : journey
}

process.exitCode = await main()
