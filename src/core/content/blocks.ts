import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FsBlockstore } from 'blockstore-fs'
import { NextToLast } from 'blockstore-fs/sharding'
import { blake3 } from 'hash-wasm'
import { equals } from 'multiformats/bytes'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { putWhole } from '../durable-files.ts'
import { FaultError, messageOf, NotFoundError } from '../errors.ts'
import { explainStorage } from '../storage-errors.ts'
import { say } from '../words.ts'

/** Multihash code of BLAKE3. */
const BLAKE3 = 0x1e

/** Told of blocks that were damaged and have been removed, and of those that came in. */
export interface BlockEvents {
  damaged?: (cid: CID) => void
  stored?: (cid: CID) => void
  /** The disk did not read or write one. */
  trouble?: (error: unknown) => void
}

/**
 * Blocks in files, written beside their place and renamed into it. What is read is checked: a block that a power cut
 * or a bad disk damaged is removed and counts as missing, so that it is fetched or made again.
 */
export class CheckedBlockstore extends FsBlockstore {
  readonly #places = new NextToLast()
  readonly #on: BlockEvents

  constructor(dir: string, on: BlockEvents = {}) {
    super(dir)
    this.#on = on
  }

  /** Waits for the disk: a transaction that names the block may follow. */
  override async put(cid: CID, block: Uint8Array): Promise<CID> {
    const { dir, file } = this.#places.encode(cid)
    await this.#told(putWhole(join(this.path, dir, file), block))
    this.#on.stored?.(cid)
    return cid
  }

  async #told<T>(work: Promise<T>): Promise<T> {
    try {
      return await work
    } catch (error) {
      this.#on.trouble?.(error)
      throw error
    }
  }

  /** A damaged block is none: it is taken in again. */
  override async has(cid: CID): Promise<boolean> {
    if (!this.hasFile(cid)) return false
    try {
      for await (const block of this.get(cid)) void block
      return true
    } catch (error) {
      if (error instanceof NotFoundError) return false
      throw error
    }
  }

  /** Whether there is a file, whatever is in it. */
  hasFile(cid: CID): boolean {
    const { dir, file } = this.#places.encode(cid)
    return existsSync(join(this.path, dir, file))
  }

  /** Reads the file at once: the base class streams it and leaves its handle to the garbage collector, an error in Node 26. */
  override async *get(cid: CID, options?: Parameters<FsBlockstore['get']>[1]): AsyncGenerator<Uint8Array> {
    const { dir, file } = this.#places.encode(cid)
    const path = join(this.path, dir, file)
    const reading = readFile(path, { signal: options?.signal }).catch((error: Error) => {
      if ('code' in error && error.code === 'ENOENT') throw missing(cid)
      throw options?.signal?.aborted ? error : unread(path, error)
    })
    const block = await this.#told(reading)
    if (!(await isBlockOf(cid, block))) {
      await this.delete(cid)
      this.#on.damaged?.(cid)
      throw new NotFoundError(say('content.block-damaged', { cid: cid.toString() }))
    }
    yield block
  }
}

const missing = (cid: CID) => new NotFoundError(say('content.block-missing', { cid: cid.toString() }))

/** The block is there but cannot be read, which is not the same as missing. */
const unread = (path: string, error: Error) => {
  const means = say('content.not-lost')
  const named = explainStorage(error, means)
  const text = { ...say('storage.failing'), means, detail: `${path}: ${messageOf(error)}`, cause: error }
  return named ?? new FaultError(text)
}

/** Whether these are the bytes that the CID names (SHA-256 or BLAKE3 of 32 bytes; nothing else is). */
export async function isBlockOf(cid: CID, block: Uint8Array): Promise<boolean> {
  const { code, digest } = cid.multihash
  if (code === sha256.code) return equals((await sha256.digest(block)).digest, digest)
  if (code === BLAKE3) return Buffer.from(await blake3(block), 'hex').equals(digest)
  return false
}
