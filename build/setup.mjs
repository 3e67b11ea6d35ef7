// Runs on whatever Node the host has (20 or newer) before anything is installed: built-in modules only.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statfsSync, writeFileSync } from 'node:fs'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { clearTimeout, setTimeout } from 'node:timers'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))
const modules = join(root, 'node_modules')
const stampFile = join(modules, '.ainur-installed')
const projectNode = join(modules, 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
const NEEDED_BYTES = 2.5e9

/** For a child that has to end with this process: the channel closes however this one ends. */
export const together = { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] }

/**
 * Runs a program in the repository with its output shown; resolves with its exit code (128 + n for a signal).
 * `killAfterMs`: one that is still there so long after it was asked to end hears nothing any more, and is killed.
 */
export function run(command, args, { killAfterMs, ...options } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options })
    let killing
    const kill = () => {
      console.error('Ainur did not answer and was ended. Nothing is lost: it goes on from its last block.')
      child.kill('SIGKILL')
    }
    const forward = (signal) => {
      child.kill(signal)
      if (killAfterMs !== undefined) killing ??= setTimeout(kill, killAfterMs)
    }
    // A launcher that is killed cannot tell its child, but the channel to it closes.
    const leave = () => forward('SIGTERM')
    if (process.connected) process.once('disconnect', leave)
    process.on('SIGINT', forward).on('SIGTERM', forward).on('SIGHUP', forward)
    const end = (code) => {
      clearTimeout(killing)
      // A listener for it would keep this process alive.
      process.off('SIGINT', forward).off('SIGTERM', forward).off('SIGHUP', forward).off('disconnect', leave)
      resolve(code)
    }
    child.on('error', (error) => {
      console.error(`Could not run ${command}: ${error.message}`)
      end(127)
    })
    child.on('exit', (code, signal) => end(code ?? 128 + constants.signals[signal]))
  })
}

/** Installs what package-lock.json names unless that was done already. Answers false after saying what is missing. */
export async function installDependencies() {
  if (Number.parseInt(process.versions.node, 10) < 20) {
    console.error(`Ainur needs Node 20 or newer to start; this is Node ${process.versions.node}.`)
    return false
  }
  const lock = readFileSync(join(root, 'package-lock.json'))
  const stamp = createHash('sha256').update(lock).update(`${process.platform}-${process.arch}`).digest('hex')
  if (existsSync(projectNode) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp)
    return true

  const free = statfsSync(root)
  if (free.bavail * free.bsize < NEEDED_BYTES) {
    const has = ((free.bavail * free.bsize) / 1e9).toFixed(1)
    console.error(`Not enough disk space: the dependencies need about 2.5 GB, ${root} has ${has} GB left.`)
    return false
  }
  console.log('Installing the dependencies (once, a minute or two) ...')
  const started = Date.now()
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const shell = process.platform === 'win32'
  // Install scripts of packages stay off, but for the one that puts the project's own Node in place. "install" and not
  // "ci": the same versions and hashes from the lock file, but a Node that runs from node_modules is not deleted under
  // itself, and what is there already is kept.
  const steps = [
    [
      'install',
      '--no-save',
      '--ignore-scripts',
      '--no-fund',
      '--no-audit',
      '--loglevel=error',
      '--progress=true',
    ],
    ['rebuild', 'node', '--loglevel=error'],
  ]
  for (const args of steps) {
    const code = await run(npm, args, { shell, env: { ...process.env, ONNXRUNTIME_NODE_INSTALL: 'skip' } })
    if (code === 0) continue
    console.error(
      code === 127
        ? 'npm was not found. Install Node with npm (version 10 or newer).'
        : `"npm ${args[0]}" failed (see above). It needs a network or a full npm cache, npm 10 or newer, and write access to ${root}.`,
    )
    return false
  }
  if (!existsSync(projectNode)) {
    console.error(`The project's Node was not installed for ${process.platform}-${process.arch}.`)
    return false
  }
  writeFileSync(stampFile, stamp)
  console.log(`Dependencies installed in ${Math.round((Date.now() - started) / 1000)} s.`)
  return true
}

/** The parent of a shell; null for any other process, and where that cannot be told. */
function parentOfShell(pid) {
  try {
    const [, parent] = /\((?:sh|dash|bash)\) \S (\d+)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
    return parent === undefined ? null : Number(parent)
  } catch {
    return null
  }
}

/**
 * Ends this process when who started it is gone, so that what it started ends as well: "npm start" is npm, a shell and
 * this process, and whoever kills npm means all of them.
 */
function watchParents() {
  const parent = process.ppid
  const npm = process.env.npm_lifecycle_event === undefined ? null : parentOfShell(parent)
  const look = () => {
    if (process.ppid !== parent || (npm !== null && parentOfShell(parent) !== npm))
      process.kill(process.pid, 'SIGTERM')
  }
  return setInterval(look, 1_000).unref()
}

/** Runs a script of this folder on the project's own Node, with node_modules/.bin first in PATH. */
export function runOnProjectNode(script, args) {
  const above = watchParents()
  const separator = process.platform === 'win32' ? ';' : ':'
  const path = [dirname(projectNode), join(modules, '.bin'), process.env.PATH].join(separator)
  return run(projectNode, ['--enable-source-maps', join(root, 'build', script), ...args], {
    env: { ...process.env, PATH: path, AINUR_LAUNCHER: `${process.pid}` },
    ...together,
  }).finally(() => clearInterval(above))
}
