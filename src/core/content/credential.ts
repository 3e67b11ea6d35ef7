import type { KeyringPair } from '@polkadot/keyring/types'

/** Whose content it is: an account of the network. */
export type Publisher = Pick<KeyringPair, 'addressRaw' | 'sign'>

/**
 * What a publisher signs for each block. It names bytes and chain, so it is good for nothing else: no other block, no
 * other network, and repeating it stores what is there already. In `<Bytes>`, as no transaction ever begins.
 */
export const storeMessage = (genesisHash: string, cid: string): Uint8Array =>
  new TextEncoder().encode(`<Bytes>Store ${cid} for the Ainur chain ${genesisHash}</Bytes>`)

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

/** The `Authorization` header for storing a block: the account, and its signature with the kind of key in front. */
export const credentialOf = (by: Publisher, genesisHash: string, cid: string): string =>
  `Ainur ${hex(by.addressRaw)} ${hex(by.sign(storeMessage(genesisHash, cid), { withType: true }))}`
