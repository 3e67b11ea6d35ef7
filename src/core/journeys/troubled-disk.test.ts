import { execFile, spawnSync } from 'node:child_process'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it, onTestFinished } from 'vitest'
import { makeFolder } from '../testing/folder.ts'

// A whole core on a disk that is really full (a small one of its own, which root of a namespace may mount) or on which
// the system lets nothing be written. It lives, says so by itself, answers in words, and goes on when it can.

const program = fileURLToPath(new URL('../testing/troubled-disk-core.ts', import.meta.url))
const SIZE = '128m'
const inNamespace = (script: string, args: string[]) => ['-Urm', 'sh', '-ec', script, ...args]
/** Where a user may have no namespaces, the other trouble stands for this one. */
const canMount = spawnSync('unshare', inNamespace('mount -t tmpfs tmpfs /mnt', [])).status === 0

async function live(trouble: 'full' | 'failing') {
  const folder = makeFolder()
  onTestFinished(() => folder.remove())
  const [dataDir, cacheDir] = [join(folder.path, 'data'), join(folder.path, 'cache')]
  mkdirSync(dataDir, { mode: 0o700 })
  const mounts = trouble === 'full' && canMount
  const node = [process.execPath, program, mounts ? 'full' : 'failing', dataDir, cacheDir] as const
  const script = `mount -t tmpfs -o size=${SIZE},mode=700 tmpfs "$3"; exec "$0" "$@"`
  const [command, ...args] = mounts ? ['unshare', ...inNamespace(script, [...node])] : [...node]
  const { stdout } = await promisify(execFile)(command!, args, { timeout: 110_000 })
  const result = JSON.parse(stdout.trim().split('\n').at(-1)!) as {
    said: string[]
    refused: string[]
    faults: string[]
  }
  return { ...result, words: mounts ? /disk is full/ : /disk failed to read or write|could not make a block/ }
}

it.each(['full', 'failing'] as const)('a core whose disk is %s', async (trouble) => {
  const { said, refused, words, ...rest } = await live(trouble)
  expect(rest).toEqual({ agent: true, outcome: 'paid', faults: [] })
  for (const each of [...said, ...refused]) expect(each).toMatch(words)
})
