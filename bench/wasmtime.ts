import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

const version = '50.0.1'

/** A Python with the package wasmtime, from the user's cache or made there; `undefined` where that is not possible. */
export function wasmtimePython(): string | undefined {
  const cache = process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache')
  const folder = join(cache, 'ainur', `wasmtime-${version}`)
  const python = join(folder, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python')
  const works = () =>
    existsSync(python) && spawnSync(python, ['-c', 'import wasmtime.component']).status === 0
  if (!works()) {
    spawnSync('python3', ['-m', 'venv', folder])
    spawnSync(python, [
      '-m',
      'pip',
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `wasmtime==${version}`,
    ])
  }
  return works() ? python : undefined
}
