import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { blake3 } from 'hash-wasm'
import { z } from 'zod'

/** File beside the artefacts that says what they are. */
const entryName = 'entry.json'
const entrySchema = z.strictObject({
  imports: z.array(z.string()),
  meterVersion: z.int(),
  /** BLAKE3 of each file. */
  files: z.record(z.string(), z.string()),
})

export interface Artefacts {
  imports: string[]
  meterVersion: number
  files: Map<string, Uint8Array>
}

export interface Entry {
  /** Folder with the compiled files, to be read only. */
  directory: string
  imports: string[]
  meterVersion: number
}

export interface ArtefactCache {
  directory(key: string): string
  /** `undefined` if there is none, or if a file is missing or not what was written: that entry is removed. */
  find(key: string): Promise<Entry | undefined>
  /** Another process that stores the same key at the same time is no problem: one of the two wins. */
  store(key: string, artefacts: Artefacts): Promise<Entry>
}

/** Compiled components on disk. An entry appears whole or not at all, and is checked whenever it is found. */
export function createCache(root: string): ArtefactCache {
  const directory = (key: string) => join(root, key)

  async function read(key: string): Promise<Entry> {
    const folder = directory(key)
    const { imports, meterVersion, files } = entrySchema.parse(
      JSON.parse(await readFile(join(folder, entryName), 'utf8')),
    )
    for (const [name, hash] of Object.entries(files)) {
      if ((await blake3(await readFile(join(folder, name)))) !== hash) throw new Error(`${name} was changed`)
    }
    return { directory: folder, imports, meterVersion }
  }

  async function find(key: string): Promise<Entry | undefined> {
    try {
      return await read(key)
    } catch {
      await rm(directory(key), { recursive: true, force: true })
      return undefined
    }
  }

  async function store(key: string, { imports, meterVersion, files }: Artefacts): Promise<Entry> {
    const partial = join(root, `.${key}.${randomUUID()}`)
    await mkdir(partial, { recursive: true })
    const hashes: Record<string, string> = {}
    for (const [name, bytes] of files) {
      hashes[name] = await blake3(bytes)
      await writeFile(join(partial, name), bytes)
    }
    await writeFile(join(partial, entryName), JSON.stringify({ imports, meterVersion, files: hashes }))
    try {
      await rename(partial, directory(key))
    } catch (error) {
      await rm(partial, { recursive: true, force: true })
      const other = await find(key)
      if (other === undefined) throw error
      return other
    }
    return { directory: directory(key), imports, meterVersion }
  }

  return { directory, find, store }
}
