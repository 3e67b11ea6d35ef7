import { FsBlockstore } from 'blockstore-fs'
import { equals } from 'multiformats/bytes'
import type { CID } from 'multiformats/cid'
import { sha256 } from 'multiformats/hashes/sha2'
import { NotFoundError } from '../errors.ts'

/**
 * Blocks in files, written beside their place and renamed into it. What is read is checked: a block that a power cut
 * or a bad disk damaged is removed and counts as missing, so that it is fetched or made again.
 */
export class CheckedBlockstore extends FsBlockstore {
  override async *get(cid: CID, options?: Parameters<FsBlockstore['get']>[1]): AsyncGenerator<Uint8Array> {
    const parts: Uint8Array[] = []
    for await (const part of super.get(cid, options)) parts.push(part)
    const block = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    if (!(await isBlockOf(cid, block))) {
      await this.delete(cid)
      throw new NotFoundError({
        message: `The stored block ${cid.toString()} was damaged and has been removed.`,
        consequence: 'The content it belongs to is incomplete on this machine.',
        remedy: 'Add the content again, or fetch it again from the network.',
      })
    }
    yield block
  }
}

/** Whether these are the bytes that the CID names. Only SHA-256 CIDs are. */
export async function isBlockOf(cid: CID, block: Uint8Array): Promise<boolean> {
  if (cid.multihash.code !== sha256.code) return false
  const digest = await sha256.digest(block)
  return equals(digest.digest, cid.multihash.digest)
}
