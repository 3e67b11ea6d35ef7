import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The path of a program in PATH, or null. */
export function findProgram(...names: string[]): string | null {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  for (const name of names) {
    for (const folder of folders) if (isExecutable(join(folder, name))) return join(folder, name)
  }
  return null
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return existsSync(file)
  } catch {
    return false
  }
}

/** Runs a program to its end without showing its output; `output` is what it printed. */
export function runQuietly(
  command: string,
  args: readonly string[],
  options: { cwd?: string; timeoutMs?: number; env?: Record<string, string> } = {},
): { ok: boolean; output: string } {
  const { cwd, timeoutMs, env } = options
  const result = spawnSync(command, args, {
    ...(cwd === undefined ? {} : { cwd }),
    timeout: timeoutMs,
    env: { ...process.env, ...env },
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  })
  return { ok: result.status === 0, output: `${result.stdout ?? ''}${result.stderr ?? ''}` }
}

/** Installs Debian packages where this user may; answers false where they may not or it failed. */
export function installDebianPackages(packages: readonly string[]): boolean {
  if (process.getuid?.() !== 0 || findProgram('apt-get') === null) return false
  console.log(`Installing ${packages.join(', ')} ...`)
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const install = ['-o', 'DPkg::Lock::Timeout=600', 'install', '-y', '--no-install-recommends', ...packages]
  const attempt = () => runQuietly('apt-get', install, { env })
  if (attempt().ok) return true
  runQuietly('apt-get', ['update', '-q'], { env })
  const { ok, output } = attempt()
  if (!ok) console.error(output.trimEnd().split('\n').slice(-5).join('\n'))
  return ok
}
