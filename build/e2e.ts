import { parseArgs } from 'node:util'
import { buildApp } from './app.ts'
import { run } from './setup.mjs'
import { findProgram } from './setup/programs.ts'
import { setUpChromium } from './setup/chromium.ts'
import { setUpElectron } from './setup/test-electron.ts'

// npm run e2e -- [<words of spec names>] [--shell browser|electron]: builds what is out of date and runs the specs in
// both shells. A shell that cannot be had fails the run.
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { shell: { type: 'string' }, grep: { type: 'string', short: 'g' } },
})

async function main(): Promise<number> {
  const shells = values.shell === undefined ? ['browser', 'electron'] : [values.shell]
  if (!(await buildApp(['page', 'core', 'shell']))) return 1
  const env: NodeJS.ProcessEnv = { ...process.env }
  const chromium = setUpChromium()
  if (chromium === null) return 1
  env['AINUR_CHROMIUM'] = chromium
  if (shells.includes('electron')) {
    const electron = setUpElectron()
    if (electron === null) return 1
    env['AINUR_TEST_ELECTRON'] = electron.program
    if (electron.loader) env['AINUR_TEST_ELECTRON_LOADER'] = '1'
  }
  const playwright = ['playwright', 'test', ...positionals, ...shells.map((shell) => `--project=${shell}`)]
  if (values.grep !== undefined) playwright.push('--grep', values.grep)
  const xvfb = process.platform === 'linux' && shells.includes('electron') ? findProgram('xvfb-run') : null
  const [command = 'playwright', ...args] =
    xvfb === null ? playwright : [xvfb, '-a', '-s', '-screen 0 1440x960x24', ...playwright]
  return run(command, args, { env })
}

process.exitCode = await main()
