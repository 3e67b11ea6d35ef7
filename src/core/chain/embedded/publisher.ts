import { storeMessage } from '../../content/credential.ts'
import { blake2_128, blake2_256, twox_128 } from './executor/hash.ts'
import { concat, keyFromBytes } from './executor/scale.ts'
import { recoverEcdsa, verifyEd25519, verifySr25519 } from './executor/signatures.ts'
import type { StateView } from './executor/overlay.ts'

const CREDENTIAL = /^Ainur ([0-9a-f]{64}) (0[012])([0-9a-f]{128}(?:[0-9a-f]{2})?)$/
const ACCOUNTS = concat(twox_128(Buffer.from('System')), twox_128(Buffer.from('Account')))
/** Of `AccountInfo`: nonce, consumers, providers (u32 each), ... */
const PROVIDERS_AT = 8

/** The account that signed for storing this block here, in hex; null where nobody did. */
export function publisherOf(header: string | undefined, genesisHash: string, cid: string): string | null {
  const [, account, kind, signature] = CREDENTIAL.exec(header ?? '') ?? []
  if (account === undefined || kind === undefined || signature === undefined) return null
  const who = Buffer.from(account, 'hex')
  const message = storeMessage(genesisHash, cid)
  return isSignature(kind, Buffer.from(signature, 'hex'), message, who) ? account : null
}

function isSignature(kind: string, signature: Uint8Array, message: Uint8Array, account: Uint8Array): boolean {
  try {
    if (kind === '02')
      return Buffer.from(blake2_256(recoverEcdsa(signature, blake2_256(message)))).equals(account)
    if (signature.length !== 64) return false
    return kind === '01'
      ? verifySr25519(signature, message, account)
      : verifyEd25519(signature, message, account)
  } catch {
    return false
  }
}

/** Whether the chain knows the account: somebody paid for its being there. */
export function isOnChain(state: Pick<StateView, 'get'>, account: string): boolean {
  const id = Buffer.from(account, 'hex')
  const info = state.get(keyFromBytes(concat(ACCOUNTS, blake2_128(id), id)))
  return info !== null && info.length >= PROVIDERS_AT + 4 && Buffer.from(info).readUInt32LE(PROVIDERS_AT) > 0
}
