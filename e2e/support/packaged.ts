import { spawn, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { root } from './core.ts'

/** What the Electron that tests may have carries besides Electron. */
const FOREIGN = ['AppRun', 'usr', 'resources/app', 'resources/app-update.yml']

/** The Electron of the tests as electron-builder takes it: its program is called `electron`. */
function prepareElectron(into: string): string {
  const program = process.env['AINUR_TEST_ELECTRON']
  if (program === undefined)
    throw new Error('AINUR_TEST_ELECTRON is not set: run the tests with "npm run e2e".')
  const electron = join(into, 'electron')
  cpSync(dirname(program), electron, { recursive: true, verbatimSymlinks: true })
  if (process.env['AINUR_TEST_ELECTRON_LOADER'] === undefined) return electron
  for (const name of FOREIGN) rmSync(join(electron, name), { recursive: true, force: true })
  renameSync(join(electron, basename(program)), join(electron, 'electron'))
  return electron
}

/** Builds the application as it is installed, without an installer. */
export async function packageApp(into: string): Promise<{ program: string; resources: string }> {
  mkdirSync(into, { recursive: true })
  const electron = prepareElectron(into)
  const output = join(into, 'dist')
  const options = ['--dir', `-c.electronDist=${electron}`, `-c.directories.output=${output}`]
  const child = spawn(process.execPath, [join(root, 'build/package.ts'), ...options], { cwd: root })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4_000)))
  const code = await new Promise((resolve) => child.once('close', resolve))
  const app = join(output, 'linux-unpacked')
  const program = join(app, 'ainur-desktop')
  if (code !== 0 || !existsSync(program)) throw new Error(`The application could not be packaged: ${said}`)
  return { program, resources: join(app, 'resources') }
}

export interface Installed {
  readonly process: ChildProcess
  /** All it printed. */
  readonly output: () => string
  /** Resolves when it printed this. Rejects when it ended before. */
  printed(words: RegExp): Promise<void>
  /** Ends it and all that belongs to it. */
  kill(): Promise<void>
}

/** Starts an installed application as its user does. Nothing of the test can look into it but what it prints. */
export function startInstalled(
  program: string,
  dataDir: string,
  args: string[] = [],
  env: NodeJS.ProcessEnv = {},
): Installed {
  const switches = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', `--data-dir=${dataDir}`]
  const child = spawn(program, [...switches, ...args], { env: { ...process.env, ...env }, detached: true })
  let text = ''
  let wake = () => {}
  let ended = false
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      text += chunk.toString()
      wake()
    })
  const closed = new Promise<void>((resolve) => {
    child.once('close', () => {
      ended = true
      wake()
      resolve()
    })
  })
  return {
    process: child,
    output: () => text,
    async printed(words) {
      while (!words.test(text)) {
        if (ended) throw new Error(`It ended without printing ${String(words)}: ${text}`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    async kill() {
      try {
        process.kill(-child.pid!, 'SIGKILL')
      } catch {
        // It has ended.
      }
      await closed
    },
  }
}
