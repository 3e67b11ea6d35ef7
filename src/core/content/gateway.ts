import type { CID } from 'multiformats/cid'
import { OfflineError } from '../errors.ts'

/** Largest block that is accepted from or sent to a gateway, bytes. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024
const ANSWER_WITHIN_MS = 10_000

/** The network's trustless gateway: single blocks, which the reader verifies. */
export interface Gateway {
  /** The block's bytes as the gateway gave them, unverified; null where the gateway does not have it. */
  fetch(origin: string, cid: CID, signal?: AbortSignal): Promise<Uint8Array | null>
  /** Hands a block over. @throws {OfflineError} when the gateway does not take it */
  push(origin: string, cid: CID, block: Uint8Array, signal?: AbortSignal): Promise<void>
}

export function createGateway(): Gateway {
  const address = (origin: string, cid: CID) => `${origin}/ipfs/${cid.toString()}?format=raw`
  const within = (signal?: AbortSignal) =>
    AbortSignal.any([AbortSignal.timeout(ANSWER_WITHIN_MS), ...(signal ? [signal] : [])])

  return {
    async fetch(origin, cid, signal) {
      const response = await fetch(address(origin, cid), {
        headers: { accept: 'application/vnd.ipld.raw' },
        redirect: 'error',
        signal: within(signal),
      })
      if (!response.ok || !response.body) {
        await response.body?.cancel()
        if (response.status === 404) return null
        throw new Error(`the gateway answered ${response.status}`)
      }
      return readCapped(response.body, MAX_BLOCK_BYTES)
    },

    async push(origin, cid, block, signal) {
      let problem: string
      try {
        const response = await fetch(address(origin, cid), {
          method: 'PUT',
          headers: { 'content-type': 'application/vnd.ipld.raw' },
          // A copy: fetch wants bytes of a plain ArrayBuffer.
          body: new Uint8Array(block),
          redirect: 'error',
          signal: within(signal),
        })
        await response.body?.cancel()
        if (response.ok) return
        problem = `it answered ${response.status}`
      } catch (error) {
        signal?.throwIfAborted()
        problem = error instanceof Error ? error.message : String(error)
      }
      throw new OfflineError({
        message: 'The network did not take the content.',
        consequence: 'Nobody else can read it yet. It is kept on this machine.',
        remedy: 'Try again when the network can be reached.',
        detail: `${origin}: ${problem}`,
      })
    },
  }
}

async function readCapped(body: ReadableStream<Uint8Array>, limit: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of body) {
    size += part.length
    if (size > limit) throw new Error(`the gateway sent a block of more than ${limit} bytes`)
    parts.push(part)
  }
  return Buffer.concat(parts)
}
