import type { ApiPromise } from '@polkadot/api'
import type { SubmittableExtrinsic } from '@polkadot/api/types'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { ChainSession } from './client.ts'
import { intentOf } from './signed-call.ts'

export type Extrinsic = SubmittableExtrinsic<'promise'>

/** Blocks during which a signed transaction can be included. A power of two. */
export const LIFE_BLOCKS = 64
const HEAD_AGE_MS = 500

export interface Signed {
  readonly bytes: string
  readonly hash: string
  readonly nonce: number | null
  /** Finalized head when it was made, and the last block that can include it. */
  readonly signedAt: number
  readonly validUntil: number
}

/** Number and hash of the finalized head. */
export async function finalizedHead({
  send,
}: Pick<ChainSession, 'send'>): Promise<{ number: number; hash: string }> {
  const hash = await send<string>('chain_getFinalizedHead', [])
  const { number } = await send<{ number: string }>('chain_getHeader', [hash])
  return { number: Number(number), hash }
}

const recent = new WeakMap<object, { at: number; head: ReturnType<typeof finalizedHead> }>()

/** The finalized head of some moments ago: good enough to count a transaction's life from. */
function recentHead(session: ChainSession): ReturnType<typeof finalizedHead> {
  const known = recent.get(session)
  if (known && performance.now() - known.at < HEAD_AGE_MS) return known.head
  const head = finalizedHead(session)
  recent.set(session, { at: performance.now(), head })
  head.catch(() => recent.delete(session))
  return head
}

/**
 * Signs for the next 64 blocks. The bytes are compared with what the call was made for, by a description of the
 * runtime that the peer has no part in; and they name that description's hash, so that a chain with another one
 * refuses them.
 * @throws {FaultError} when the bytes are not what they should be
 */
export async function signExtrinsic(
  session: ChainSession,
  extrinsic: Extrinsic,
  pair: KeyringPair,
  nonce: number,
): Promise<Signed> {
  const { api } = session
  const intent = intentOf(extrinsic)
  const [{ number, hash }, codec] = await Promise.all([recentHead(session), session.codec()])
  const era = api.registry.createType('ExtrinsicEra', { current: number, period: LIFE_BLOCKS })
  extrinsic.sign(pair, {
    era,
    blockHash: hash,
    genesisHash: api.genesisHash,
    nonce,
    runtimeVersion: api.runtimeVersion,
    signedExtensions: api.registry.signedExtensions,
    mode: 1,
    metadataHash: codec.digest,
  })
  codec.verify(extrinsic.toHex(), intent, { signer: pair.address, nonce, era: era.toHex() })
  return { ...encoded(extrinsic), nonce, signedAt: number, validUntil: number + LIFE_BLOCKS }
}

/** A bare extrinsic needs no signature; how long it is good for is its pallet's affair. */
export async function bareExtrinsic(session: ChainSession, extrinsic: Extrinsic): Promise<Signed> {
  const [{ number }, codec] = await Promise.all([finalizedHead(session), session.codec()])
  codec.verify(extrinsic.toHex(), intentOf(extrinsic), null)
  return { ...encoded(extrinsic), nonce: null, signedAt: number, validUntil: number + LIFE_BLOCKS }
}

const encoded = (extrinsic: Extrinsic) => ({ bytes: extrinsic.toHex(), hash: extrinsic.hash.toHex() })

/** The next nonce as the network counts it, waiting transactions included. */
export async function nextNonce(api: ApiPromise, address: string): Promise<number> {
  return (await api.rpc.system.accountNextIndex(address)).toNumber()
}
