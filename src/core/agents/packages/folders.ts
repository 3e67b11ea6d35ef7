import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { moveWhole } from '../../durable-files.ts'
import { FaultError, InvalidError, messageOf } from '../../errors.ts'
import { say } from '../../words.ts'
import { MANIFEST_FILE, readPackage, type PackageFiles } from './read.ts'

/** Folders within `root`; those whose name begins with a dot are unfinished or on their way out. */
export async function folders(root: string): Promise<string[]> {
  const entries = await readdir(root, { withFileTypes: true }).catch(() => [])
  const names = entries
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'))
    .map(({ name }) => name)
  return names.sort().map((name) => join(root, name))
}

/** `id`: what it has to be; another one was changed. @throws {InvalidError} */
export async function readFolder(dir: string, id?: string): Promise<PackageFiles> {
  const names = (await readdir(dir)).filter((name) => name === MANIFEST_FILE || name.endsWith('.wasm'))
  const files = await Promise.all(names.map(async (name) => [name, await readFile(join(dir, name))] as const))
  const read = await readPackage(new Map(files))
  if (id === undefined || read.id === id) return read
  throw new InvalidError(say('agents.manifest-changed'))
}

/** Writes beside the final place and renames: a package is there as a whole or not at all. */
export async function writeFolder(
  root: string,
  id: string,
  { manifest, component }: PackageFiles,
): Promise<void> {
  const temporary = join(root, `.new-${randomUUID()}`)
  try {
    await mkdir(temporary, { recursive: true })
    await writeFile(join(temporary, manifest.component.file), component)
    await writeFile(join(temporary, MANIFEST_FILE), JSON.stringify(manifest, null, 2))
    // What lies in its place is damaged, or it would have been found.
    const place = join(root, id)
    if (existsSync(place)) await rename(place, join(root, `.damaged-${randomUUID()}`))
    await moveWhole(temporary, place)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true })
    throw new FaultError({ ...say('agents.package-unwritten'), detail: messageOf(error), cause: error })
  }
}
