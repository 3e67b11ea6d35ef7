import type { IncomingMessage, ServerResponse } from 'node:http'
import { CID } from 'multiformats/cid'
import { NotFoundError } from '../../errors.ts'
import { CheckedBlockstore, isBlockOf } from '../../content/blocks.ts'
import type { Guests, NoRoom } from './guests.ts'

/** As large as the blocks that IPFS nodes exchange. */
const MAX_BLOCK_BYTES = 2 * 1024 * 1024
const MAX_CID_TEXT = 128
const RAW_TYPE = 'application/vnd.ipld.raw'
/** Blocks on their way in at a time: each waits in memory. */
const MAX_UPLOADS = 16
const SHA2_256 = 0x12
const BLAKE3 = 0x1e

/** Single blocks by CID. */
export interface BlockSource {
  /** The block's bytes, or null. */
  get(cid: CID): Promise<Uint8Array | null>
}

/** The blocks in a folder that the core's content store shares. */
export async function openBlockFolder(dir: string): Promise<BlockSource> {
  const store = new CheckedBlockstore(dir)
  await store.open()
  return {
    async get(cid) {
      try {
        for await (const block of store.get(cid)) return block
        return null
      } catch (error) {
        if (error instanceof NotFoundError) return null
        throw error
      }
    },
  }
}

const parseCid = (text: string): CID | null => {
  if (text.length > MAX_CID_TEXT) return null
  try {
    return CID.parse(text)
  } catch {
    return null
  }
}

async function readBody(request: IncomingMessage): Promise<Uint8Array | null> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > MAX_BLOCK_BYTES) return null
    parts.push(part)
  }
  return Buffer.concat(parts)
}

/** The same bytes are one block, whatever a CID says that they mean. */
const keyOf = (cid: CID) => Buffer.from(cid.multihash.bytes).toString('hex')

/** Browsers name where a request comes from; programs do not. Pages may read what anybody may, but store nothing. */
const isBrowser = ({ headers }: IncomingMessage) =>
  headers.origin !== undefined || headers['sec-fetch-site'] !== undefined

interface Answer {
  status: number
  words: string
  headers?: Record<string, string>
}
const TOO_LARGE: Answer = { status: 413, words: 'A block has 2 MiB at most.' }
const PRESENT: Answer = { status: 200, words: 'It is here already.' }
const noRoom: Record<NoRoom, Answer> = {
  account: {
    status: 429,
    words: 'This account has stored as much here as it may within a day. Try again tomorrow.',
    headers: { 'retry-after': '86400' },
  },
  total: { status: 507, words: 'There is no more room here for content of others.' },
  disk: { status: 507, words: 'The disk of this network has no more room.' },
}

export interface GatewayParts {
  /** The user's own. Read only. */
  own: BlockSource
  guests: Guests
  /** The account that may store a block, by what a request says; null where it is nobody, or one that the chain does not know. */
  publisher: (authorization: string | undefined, cid: string) => { account: string; known: boolean } | null
}

/**
 * A trustless gateway over single blocks: `GET|HEAD /ipfs/<cid>?format=raw` for anybody who knows a CID, and
 * `PUT /ipfs/<cid>` of a block for accounts of the chain, each within its share. Returns whether the request was one for it.
 */
export function createContentGateway({ own, guests, publisher }: GatewayParts) {
  async function stored(cid: CID): Promise<Uint8Array | null> {
    const block = (await own.get(cid)) ?? guests.get(keyOf(cid))
    if (!block || (await isBlockOf(cid, block))) return block
    // Damaged: it can be brought again.
    guests.drop(keyOf(cid))
    return null
  }
  let uploads = 0

  /** Everything that can be said before the bytes are read is said then. */
  async function put(cid: CID, request: IncomingMessage): Promise<Answer> {
    if (isBrowser(request)) return { status: 403, words: 'Content cannot be added from a web page.' }
    const key = keyOf(cid)
    const { code, digest } = cid.multihash
    if ((code !== SHA2_256 && code !== BLAKE3) || digest.length !== 32)
      return { status: 422, words: 'Only blocks by SHA-256 or BLAKE3.' }
    const by = publisher(request.headers.authorization, cid.toString())
    if (by === null) {
      const words =
        'Content is stored for accounts of this chain: sign for the block (Authorization: Ainur <account> <signature>).'
      return { status: 401, words, headers: { 'www-authenticate': 'Ainur' } }
    }
    if (!by.known)
      return { status: 403, words: 'This chain does not know the account. Get coins for it first.' }
    if (await stored(cid)) return PRESENT
    const size = Number(request.headers['content-length'] ?? 0)
    if (size > MAX_BLOCK_BYTES) return TOO_LARGE
    const refused = guests.room(by.account, size)
    if (refused) return noRoom[refused]
    if (uploads >= MAX_UPLOADS)
      return { status: 429, words: 'Too much comes in at once.', headers: { 'retry-after': '1' } }
    uploads++
    try {
      const block = await readBody(request)
      if (!block) return TOO_LARGE
      if (!(await isBlockOf(cid, block)))
        return { status: 422, words: 'The bytes are not those that the CID names.' }
      const late = guests.put(by.account, key, block)
      return late ? noRoom[late] : { status: 201, words: 'Stored.' }
    } finally {
      uploads--
    }
  }

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const match = /^\/ipfs\/([^/]+)$/.exec(url.pathname)
    if (!match) return false
    const end = ({ status, words, headers }: Answer) => {
      // The rest of a body that was refused is not read.
      const close = request.complete ? {} : { connection: 'close' }
      response
        .writeHead(status, { 'content-type': 'text/plain; charset=utf-8', ...close, ...headers })
        .end(`${words}\n`)
      return true
    }
    const cid = parseCid(match[1]!)
    if (!cid) return end({ status: 400, words: 'Not a CID.' })
    if (request.method === 'PUT') return end(await put(cid, request))
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return end({ status: 405, words: 'GET, HEAD or PUT.' })
    if (url.searchParams.get('format') !== 'raw' && request.headers.accept !== RAW_TYPE)
      return end({ status: 406, words: 'Only single blocks are served: add ?format=raw.' })
    const block = await stored(cid)
    if (!block) return end({ status: 404, words: 'Not here.' })
    response.writeHead(200, {
      'content-type': RAW_TYPE,
      'content-length': block.length,
      'content-disposition': `attachment; filename="${cid.toString()}.bin"`,
      'cache-control': 'public, max-age=29030400, immutable',
      etag: `"${cid.toString()}.raw"`,
    })
    response.end(request.method === 'HEAD' ? undefined : block)
    return true
  }
}
export type ContentGateway = ReturnType<typeof createContentGateway>
