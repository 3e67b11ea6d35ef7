import { randomUUID } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

// What has to survive a power cut: the file's bytes are on the disk before its name is, and its name is before anybody
// counts on it. A rename alone promises neither: file systems may write names before bytes.

/** Windows has no handles of folders; NTFS writes names down by itself. */
const foldersSync = process.platform !== 'win32'

/** Writes a file so that it is there whole or not at all, also after a power cut. Waits for the disk. */
export function writeWhole(file: string, bytes: Uint8Array, mode = 0o600): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const partial = `${file}.new`
  rmSync(partial, { force: true })
  const handle = openSync(partial, 'wx', mode)
  try {
    for (let at = 0; at < bytes.length;) at += writeSync(handle, bytes, at)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(partial, file)
  keepNames(dirname(file))
}

/** The names in a folder survive a power cut from here on. Waits for the disk. */
export function keepNames(folder: string): void {
  if (!foldersSync) return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Like `writeWhole` without holding the process up; several may write the same file. */
export async function putWhole(file: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  const folder = dirname(file)
  const made = await mkdir(folder, { recursive: true, mode: 0o700 })
  const partial = join(folder, `.${randomUUID()}.new`)
  try {
    await writeSynced(partial, bytes, mode)
    await rename(partial, file)
  } catch (error) {
    await rm(partial, { force: true })
    throw error
  }
  await syncFolder(folder)
  if (made !== undefined) await syncFolder(dirname(made))
}

/** Puts a folder of files in its place so that it is there whole or not at all, also after a power cut. */
export async function moveWhole(from: string, to: string): Promise<void> {
  for (const name of await readdir(from)) await syncFile(join(from, name))
  await syncFolder(from)
  await rename(from, to)
  await syncFolder(dirname(to))
}

async function writeSynced(file: string, bytes: Uint8Array, mode: number): Promise<void> {
  const handle = await open(file, 'wx', mode)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFile(file: string): Promise<void> {
  const handle = await open(file, 'r+')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFolder(folder: string): Promise<void> {
  if (!foldersSync) return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
