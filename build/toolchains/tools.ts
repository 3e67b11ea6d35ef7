import { createHash } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../chain/run.ts'
import { cacheDir } from '../setup/cache.ts'
import { findProgram, installDebianPackages } from '../setup/programs.ts'
import { root } from '../steps.ts'

export const sources = join(root, 'agents/testing/toolchains')
export const wit = join(root, 'agents/wit')

/** Does `install` once for each content of the files that pin the versions. Returns the folder that it filled. */
async function once(
  name: string,
  pins: string[],
  install: (folder: string) => Promise<void>,
): Promise<string> {
  const hash = createHash('sha256')
  for (const pin of pins) hash.update(readFileSync(join(sources, pin)))
  const folder = cacheDir('toolchains', `${name}-${hash.digest('hex').slice(0, 12)}`)
  const done = join(folder, '.installed')
  if (existsSync(done)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  for (const pin of pins) copyFileSync(join(sources, pin), join(folder, pin))
  await install(folder)
  writeFileSync(done, '')
  return folder
}

/** The folder with the compilers that npm has. */
export const npmTools = () =>
  once('npm', ['package.json', 'package-lock.json'], (cwd) =>
    run('npm', ['ci', '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'], { cwd }),
  )

/** The folder with the compilers that Python's index has. */
export const pythonTools = () =>
  once('python', ['requirements.txt'], async (cwd) => {
    await run(findProgram('python3', 'python') ?? 'python3', ['-m', 'venv', cwd])
    const pip = join(cwd, 'bin', 'pip')
    await run(pip, ['install', '--quiet', '--require-hashes', '-r', 'requirements.txt'], { cwd })
  })

/** The folder with the generator of C bindings. */
export const bindingsTool = () =>
  once('bindings', ['bindings-version.txt'], async (cwd) => {
    const version = readFileSync(join(cwd, 'bindings-version.txt'), 'utf8').trim()
    await run('cargo', ['install', 'wit-bindgen-cli', '--locked', '--version', version, '--root', cwd])
  })

/** Debian's clang for WebAssembly. */
export function clang(): string {
  const found = () => findProgram('clang-16')
  const complete = () => found() !== null && existsSync('/usr/lib/wasm32-wasi/libc.a')
  if (!complete()) installDebianPackages(['clang-16', 'lld-16', 'wasi-libc', 'libclang-rt-16-dev-wasm32'])
  const program = found()
  if (!complete() || program === null)
    throw new Error('C needs clang-16, lld-16, wasi-libc and libclang-rt-16-dev-wasm32.')
  return program
}
