import type { IncomingMessage, ServerResponse } from 'node:http'
import { CID } from 'multiformats/cid'
import { NotFoundError } from '../../errors.ts'
import { CheckedBlockstore, isBlockOf } from '../../content/blocks.ts'

/** As large as the blocks that IPFS nodes exchange. */
const MAX_BLOCK_BYTES = 2 * 1024 * 1024
const MAX_CID_TEXT = 128
const RAW_TYPE = 'application/vnd.ipld.raw'

/** Single blocks by CID. */
export interface BlockSource {
  /** The block's bytes, or null. */
  get(cid: CID): Promise<Uint8Array | null>
  put(cid: CID, block: Uint8Array): Promise<void>
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
    put: async (cid, block) => void (await store.put(cid, block)),
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

/** Browsers name where a request comes from; programs do not. Pages may read what anybody may, but store nothing. */
const isBrowser = ({ headers }: IncomingMessage) => headers.origin !== undefined || headers['sec-fetch-site'] !== undefined

/**
 * A trustless gateway over single blocks: `GET|HEAD /ipfs/<cid>?format=raw`, and `PUT /ipfs/<cid>` of a block whose
 * hash is checked. Returns whether the request was one for it.
 */
export function createContentGateway(source: BlockSource) {
  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const match = /^\/ipfs\/([^/]+)$/.exec(url.pathname)
    if (!match) return false
    const end = (status: number, words: string) => {
      response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${words}\n`)
      return true
    }
    const cid = parseCid(match[1]!)
    if (!cid) return end(400, 'Not a CID.')

    if (request.method === 'PUT') {
      if (isBrowser(request)) return end(403, 'Content cannot be added from a web page.')
      if (Number(request.headers['content-length'] ?? 0) > MAX_BLOCK_BYTES) return end(413, 'A block has 2 MiB at most.')
      const block = await readBody(request)
      if (!block) return end(413, 'A block has 2 MiB at most.')
      if (!(await isBlockOf(cid, block))) return end(422, 'The bytes are not those that the CID names.')
      await source.put(cid, block)
      return end(201, 'Stored.')
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') return end(405, 'GET, HEAD or PUT.')
    if (url.searchParams.get('format') !== 'raw' && request.headers.accept !== RAW_TYPE)
      return end(406, 'Only single blocks are served: add ?format=raw.')
    const block = await source.get(cid)
    // Bytes that were damaged on the way are not handed on under that name.
    if (!block || !(await isBlockOf(cid, block))) return end(404, 'Not here.')
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
