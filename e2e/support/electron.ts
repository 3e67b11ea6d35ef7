import { _electron, type ElectronApplication } from '@playwright/test'
import { execFileSync } from 'node:child_process'
import { readdirSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './core.ts'

const CLOSE_WITHIN_MS = 30_000

/** Starts the built desktop; the runner names the Electron to use. The core comes up behind its window. */
export function launchDesktop(
  dataDir: string,
  { args = [], env = process.env }: { args?: string[]; env?: NodeJS.ProcessEnv } = {},
): Promise<ElectronApplication> {
  const program = process.env['AINUR_TEST_ELECTRON']
  if (program === undefined)
    throw new Error('AINUR_TEST_ELECTRON is not set: run the tests with "npm run e2e".')
  const main = join(root, 'out/main/index.cjs')
  const loader = process.env['AINUR_TEST_ELECTRON_LOADER'] !== undefined
  const switches = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage']
  return _electron.launch({
    executablePath: program,
    args: [...switches, ...(loader ? [] : [root]), `--data-dir=${dataDir}`, ...args],
    env: { ...(env as Record<string, string>), AINUR_TEST_APP: main },
    timeout: 60_000,
  })
}

/**
 * Closes the desktop as its user does and waits until its process and everything that holds its pipes is gone. One
 * that does not end in time is killed with all that belongs to it and fails the test, which says what was left.
 * `main`: its process, for a desktop that may be closed already.
 */
export async function closeDesktop(desktop: ElectronApplication, main = desktop.process()): Promise<void> {
  const closed = desktop.close()
  closed.catch(() => {})
  if (await isSettledWithin(closed, CLOSE_WITHIN_MS)) return closed
  const { pid = 0, exitCode, signalCode } = main
  const left = describeGroup(pid)
  try {
    // Playwright starts it as the head of a process group.
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nothing of the group is left.
  }
  await isSettledWithin(closed, 5_000)
  throw new Error(
    `The desktop did not end within ${CLOSE_WITHIN_MS / 1_000} s of being closed and was killed ` +
      `(process ${pid}, exit code ${exitCode}, signal ${signalCode}). What was left:\n${left}`,
  )
}

/** The processes of a group with their state and what they hold open. */
function describeGroup(group: number): string {
  const columns = 'pgid=,pid=,ppid=,stat=,wchan:20=,args='
  const lines = execFileSync('ps', ['-e', '-ww', '-o', columns], { encoding: 'utf8' }).split('\n')
  return lines
    .filter((line) => Number.parseInt(line, 10) === group)
    .map((line) => `${line.slice(0, 300)}\n    ${openFiles(line.trim().split(/\s+/)[1] ?? '').join(' ')}`)
    .join('\n')
}

/** What a process holds open, as `<descriptor>=<what>`. Nothing where the system does not say. */
export function openFiles(pid: string | number): string[] {
  const dir = `/proc/${pid}/fd`
  try {
    return readdirSync(dir).map((fd) => {
      try {
        return `${fd}=${readlinkSync(join(dir, fd))}`
      } catch {
        return `${fd}=?`
      }
    })
  } catch {
    return []
  }
}

async function isSettledWithin(work: Promise<unknown>, ms: number): Promise<boolean> {
  const late = Promise.withResolvers<false>()
  const timer = setTimeout(() => late.resolve(false), ms)
  try {
    return await Promise.race([
      work.then(
        () => true,
        () => true,
      ),
      late.promise,
    ])
  } finally {
    clearTimeout(timer)
  }
}
