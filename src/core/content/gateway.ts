import type { CID } from 'multiformats/cid'
import { OfflineError, RejectedError, type ErrorText } from '../errors.ts'
import { credentialOf, type Publisher } from './credential.ts'
import { say } from '../words.ts'

/** Largest block that is accepted from or sent to a gateway, bytes. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024
const ANSWER_WITHIN_MS = 10_000

/** The network's trustless gateway: single blocks, which the reader verifies. */
export interface Gateway {
  /** The block's bytes as the gateway gave them, unverified; null where the gateway does not have it. */
  fetch(origin: string, cid: CID, signal?: AbortSignal): Promise<Uint8Array | null>
  /**
   * Hands a block over, unless it is there.
   * @throws {OfflineError} when the gateway cannot be reached @throws {RejectedError} when it does not take it from `by`
   */
  push(to: Destination, cid: CID, block: Uint8Array, signal?: AbortSignal): Promise<void>
}

/** Whom content is handed to, and by which of the network's accounts. */
export interface Destination {
  readonly origin: string
  readonly genesisHash: string
  readonly by: Publisher
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

    async push({ origin, genesisHash, by }, cid, block, signal) {
      const ask = async (method: string, init: RequestInit = {}) => {
        const options = { method, redirect: 'error', signal: within(signal), ...init } as const
        const response = await fetch(address(origin, cid), options)
        await response.body?.cancel()
        return response.status
      }
      let problem: string
      try {
        if ((await ask('HEAD')) === 200) return
        const status = await ask('PUT', {
          headers: {
            'content-type': 'application/vnd.ipld.raw',
            authorization: credentialOf(by, genesisHash, cid.toString()),
          },
          // A copy: fetch wants bytes of a plain ArrayBuffer.
          body: new Uint8Array(block),
        })
        if (status === 200 || status === 201) return
        const refusal = refusals[status]
        if (refusal) throw new RejectedError({ ...refusal, detail: `${origin} answered ${status}` })
        problem = `it answered ${status}`
      } catch (error) {
        signal?.throwIfAborted()
        if (error instanceof RejectedError) throw error
        problem = error instanceof Error ? error.message : String(error)
      }
      throw new OfflineError({ ...say('content.not-taken'), detail: `${origin}: ${problem}` })
    },
  }
}

const stranger = { reason: 'content-refused', ...say('content.refused') }
/** By what the gateway answers. Its own words are not shown: anybody can run a network. */
const refusals: Record<number, ErrorText & { reason: string }> = {
  401: stranger,
  403: stranger,
  429: { reason: 'content-quota', ...say('content.quota') },
  507: { reason: 'content-full', ...say('content.full') },
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
