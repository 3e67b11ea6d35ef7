import { unixfs } from '@helia/unixfs'
import { createHeliaLight } from 'helia'
import { createUnsafe } from 'multiformats/block'
import { CID } from 'multiformats/cid'
import {
  ContentTooLargeError,
  FaultError,
  InvalidError,
  messageOf,
  NotAFileError,
  NotFoundError,
} from '../errors.ts'
import { CheckedBlockstore, isBlockOf, type BlockEvents } from './blocks.ts'
import { createGateway, type Destination } from './gateway.ts'
import { say } from '../words.ts'
import type { Fact } from '../../contract/words/said.ts'

/** Codec of a block that is nothing but bytes, and of one that links to others. */
const RAW = 0x55
const DAG_PB = 0x70
const SHA2_256 = 0x12

const PROFILE = 'unixfs-v1-2025'

/** The CID that these bytes get when they are added. Nothing is stored. */
export const cidOf = (bytes: Uint8Array): Promise<CID> =>
  unixfs(createHeliaLight()).addBytes(bytes, { profile: PROFILE })

export interface ContentStore {
  add(bytes: Uint8Array, signal?: AbortSignal): Promise<CID>
  /** @throws {ContentTooLargeError} above `maxBytes` @throws {NotAFileError} @throws {NotFoundError} */
  read(cid: CID, maxBytes: number, signal?: AbortSignal): Promise<Uint8Array>
  /** Whether every block is on this machine. */
  complete(cid: CID): Promise<boolean>
  /** Whether the first of its blocks is on this machine, whatever is in it. */
  hasRoot(cid: CID): boolean
  /** Hands every block over. @throws {OfflineError} @throws {RejectedError} */
  push(cid: CID, to: Destination, signal?: AbortSignal): Promise<void>
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * Helia over files, without a network of its own. Blocks that are missing are asked of `gateway()`, an HTTP origin
 * with `/ipfs/<cid>`, one by one; each is checked against its CID before it is kept.
 */
export function createContentStore(
  dir: string,
  gateway: () => string | null,
  events: BlockEvents = {},
): ContentStore {
  const blockstore = new CheckedBlockstore(dir, events)
  const remote = createGateway()
  const helia = createHeliaLight({
    blockstore,
    blockBrokers: [
      {
        name: 'gateway',
        async retrieve(cid, options) {
          const origin = gateway()
          const block = origin && (await remote.fetch(origin, cid, options?.signal))
          if (!block) throw new Error(origin ? 'the network does not have it' : 'there is no network to ask')
          if (!(await isBlockOf(cid, block))) throw new Error('the gateway sent other bytes than asked for')
          return block
        },
      },
    ],
  })
  const files = unixfs(helia)

  async function* walk(root: CID, signal?: AbortSignal): AsyncGenerator<{ cid: CID; block: Uint8Array }> {
    const waiting = [root]
    const seen = new Set<string>()
    for (let cid = waiting.pop(); cid; cid = waiting.pop()) {
      if (seen.has(cid.toString())) continue
      seen.add(cid.toString())
      let block: Uint8Array | undefined
      for await (const part of blockstore.get(cid, { signal })) block = part
      if (!block) throw new Error(`block ${cid.toString()} is missing`)
      yield { cid, block }
      if (cid.code === RAW) continue
      const codec = await helia.getCodec(cid.code)
      const links = createUnsafe({ cid, bytes: block, codec }).links()
      for (const [, link] of links) waiting.push(link as CID)
    }
  }

  return {
    add: (bytes, signal) => files.addBytes(bytes, { profile: PROFILE, signal }),

    async read(cid, maxBytes, signal) {
      const parts: Uint8Array[] = []
      let size = 0
      try {
        for await (const part of files.cat(cid, { signal })) {
          size += part.length
          if (size > maxBytes) throw tooLarge(cid, maxBytes)
          parts.push(part)
        }
      } catch (error) {
        signal?.throwIfAborted()
        if (error instanceof InvalidError || error instanceof FaultError) throw error
        throw isNoFile(error) ? notAFile(cid, error) : missing(cid, error)
      }
      return Buffer.concat(parts)
    },

    async complete(cid) {
      try {
        for await (const { cid: each } of walk(cid)) void each
        return true
      } catch {
        return false
      }
    },

    hasRoot: (cid) => blockstore.hasFile(cid),

    async push(cid, to, signal) {
      for await (const { cid: each, block } of walk(cid, signal)) await remote.push(to, each, block, signal)
    },

    async start() {
      await blockstore.open()
      await helia.start()
    },
    stop: async () => void (await helia.stop()),
  }
}

/** Reads a CID's text. @throws {InvalidError} for anything but CIDv1 with SHA-256 of bytes or a file */
export function parseCid(text: string): CID {
  let cid: CID
  try {
    cid = CID.parse(text)
  } catch (error) {
    throw badCid(text, messageOf(error))
  }
  if (cid.version !== 1) throw badCid(text, say('content.not-version-1'))
  if (cid.multihash.code !== SHA2_256) throw badCid(text, say('content.not-sha-256'))
  if (cid.code !== RAW && cid.code !== DAG_PB) throw badCid(text, say('content.names-no-file'))
  return cid
}

const badCid = (text: string, why: Fact) =>
  new NotAFileError(say('content.bad-cid', { text: text.slice(0, 100), why }))

/** Errors of the reader of files: a folder, a block that is not of a file, a file that lies about its parts. */
const NO_FILE = new Set([
  'NotAFileError',
  'NotUnixFSError',
  'NoContentError',
  'OverReadError',
  'UnderReadError',
])
const isNoFile = (error: unknown) => error instanceof Error && NO_FILE.has(error.name)

const notAFile = (cid: CID, cause: unknown) =>
  new NotAFileError({ ...say('content.not-a-file'), detail: `${cid.toString()}: ${messageOf(cause)}` })

const tooLarge = (cid: CID, maxBytes: number) =>
  new ContentTooLargeError({ ...say('content.too-large', { most: maxBytes }), detail: cid.toString() })

function missing(cid: CID, error: unknown): NotFoundError {
  const causes = error instanceof AggregateError ? error.errors.map(messageOf) : [messageOf(error)]
  return new NotFoundError({ ...say('content.missing'), detail: `${cid.toString()}: ${causes.join('; ')}` })
}
