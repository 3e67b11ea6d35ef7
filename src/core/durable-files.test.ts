import * as fs from 'node:fs'
import type * as promises from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { moveWhole, putWhole, writeWhole } from './durable-files.ts'
import { makeFolder } from './testing/folder.ts'

/** What was done, in order, on real files; handles by the name they were opened with. */
const done: string[] = []
const names = new Map<number, string>()
const short = (path: unknown) => basename(String(path)).replace(/^.*\.new$/, 'partial')

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>()
  return {
    ...real,
    openSync: (path: string, ...rest: [string]) => {
      const handle = real.openSync(path, ...rest)
      names.set(handle, short(path))
      return handle
    },
    writeSync: (handle: number, ...rest: [Uint8Array]) => {
      done.push(`write ${names.get(handle)}`)
      return real.writeSync(handle, ...rest)
    },
    fsyncSync: (handle: number) => {
      done.push(`sync ${names.get(handle)}`)
      real.fsyncSync(handle)
    },
    renameSync: (from: string, to: string) => {
      done.push(`rename ${short(from)} ${short(to)}`)
      real.renameSync(from, to)
    },
  }
})
vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof promises>()
  return {
    ...real,
    open: async (path: string, ...rest: [string]) => {
      const handle = await real.open(path, ...rest)
      const sync = handle.sync.bind(handle)
      const writeFile = handle.writeFile.bind(handle)
      handle.sync = () => {
        done.push(`sync ${short(path)}`)
        return sync()
      }
      handle.writeFile = ((bytes: Uint8Array) => {
        done.push(`write ${short(path)}`)
        return writeFile(bytes)
      }) as typeof handle.writeFile
      return handle
    },
    rename: (from: string, to: string) => {
      done.push(`rename ${short(from)} ${short(to)}`)
      return real.rename(from, to)
    },
  }
})

function emptyFolder(): string {
  const folder = makeFolder()
  onTestFinished(() => folder.remove())
  fs.mkdirSync(join(folder.path, 'data'))
  done.length = 0
  return join(folder.path, 'data')
}
const bytes = new Uint8Array([1, 2, 3])

it('a key is on the disk before it has its name, and its name before anybody counts on it', () => {
  const data = emptyFolder()
  writeWhole(join(data, 'key'), bytes)
  expect(done).toEqual(['write partial', 'sync partial', 'rename partial key', 'sync data'])
  expect(fs.readFileSync(join(data, 'key'))).toEqual(Buffer.from(bytes))
  expect(fs.statSync(join(data, 'key')).mode & 0o777).toBe(0o600)
})

it('so is a block of content, with a folder that is new', async () => {
  const data = emptyFolder()
  await putWhole(join(data, 'ab', 'block'), bytes)
  expect(done).toEqual(['write partial', 'sync partial', 'rename partial block', 'sync ab', 'sync data'])
  expect(fs.readFileSync(join(data, 'ab', 'block'))).toEqual(Buffer.from(bytes))
})

it('so is a folder that is put together beside its place', async () => {
  const data = emptyFolder()
  fs.mkdirSync(join(data, 'package'))
  fs.writeFileSync(join(data, 'package', 'agent.json'), '{}')
  await moveWhole(join(data, 'package'), join(data, 'installed'))
  expect(done).toEqual(['sync agent.json', 'sync package', 'rename package installed', 'sync data'])
})

it('what could not be written leaves nothing behind', async () => {
  const data = emptyFolder()
  fs.mkdirSync(join(data, 'taken'))
  await expect(putWhole(join(data, 'taken'), bytes)).rejects.toThrow()
  expect(fs.readdirSync(data)).toEqual(['taken'])
})
