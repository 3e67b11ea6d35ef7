import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { blake3 } from 'hash-wasm'
import { z } from 'zod'

/** File beside the artefacts that says what they are. */
const entryName = 'entry.json'
const listSchema = z.strictObject({
  imports: z.array(z.string()),
  meterVersion: z.int(),
  /** BLAKE3 of each file. */
  files: z.record(z.string(), z.string()),
})
type List = z.infer<typeof listSchema>
const entrySchema = z.strictObject({
  list: listSchema,
  /** HMAC-SHA-256 over the key and the list: nobody else writes one, nor takes one from another entry. */
  mac: z.string(),
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
  /** `undefined` if there is none, or if anything in it is not what was written here: that entry is removed. */
  find(key: string): Promise<Entry | undefined>
  /** Another process that stores the same key at the same time is no problem: one of the two wins. */
  store(key: string, artefacts: Artefacts): Promise<Entry>
}

/**
 * Compiled components on disk. An entry appears whole or not at all, and is checked whenever it is found.
 * @param secret what nobody has who can only write into the folder
 */
export function createCache(root: string, secret: Uint8Array): ArtefactCache {
  const directory = (key: string) => join(root, key)
  const macOf = (key: string, list: List) =>
    createHmac('sha256', secret)
      .update(JSON.stringify([key, list.imports, list.meterVersion, list.files]))
      .digest()

  async function read(key: string): Promise<Entry> {
    const folder = directory(key)
    const { list, mac } = entrySchema.parse(JSON.parse(await readFile(join(folder, entryName), 'utf8')))
    const { imports, meterVersion, files } = list
    if (!timingSafeEqual(macOf(key, list), Buffer.from(mac, 'hex'))) throw new Error('not written here')
    const named = new Set([entryName, ...Object.keys(files)])
    if ((await readdir(folder)).some((name) => !named.has(name))) throw new Error('a file too many')
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
    await mkdir(partial, { recursive: true, mode: 0o700 })
    const hashes: Record<string, string> = {}
    for (const [name, bytes] of files) {
      hashes[name] = await blake3(bytes)
      await writeFile(join(partial, name), bytes, { mode: 0o600 })
    }
    const list = { imports, meterVersion, files: hashes }
    const entry = { list, mac: macOf(key, list).toString('hex') }
    await writeFile(join(partial, entryName), JSON.stringify(entry), { mode: 0o600 })
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
