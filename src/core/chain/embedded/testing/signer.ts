import { Keyring } from '@polkadot/keyring'
import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types'
import type { DecoratedMeta } from '@polkadot/types/metadata/decorate/types'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { RuntimeVersion } from '@polkadot/types/interfaces'
import { readCompact } from '../executor/scale.ts'

/** Makes signed extrinsics without a connection. */
export interface Signer {
  readonly registry: TypeRegistry
  readonly tx: DecoratedMeta['tx']
  readonly alice: KeyringPair
  readonly bob: KeyringPair
  /** The same seed with other kinds of keys. */
  readonly ed25519: KeyringPair
  readonly ecdsa: KeyringPair
  sign(call: unknown, who: KeyringPair, nonce: number): Uint8Array
}

/** @param metadata result of `Metadata_metadata` @param version result of `Core_version` */
export function createSigner(metadata: Uint8Array, version: Uint8Array, genesisHash: Uint8Array): Signer {
  const registry = new TypeRegistry()
  const parsed = new Metadata(registry, metadata.slice(readCompact(metadata)[1]))
  registry.setMetadata(parsed)
  const runtimeVersion = registry.createType<RuntimeVersion>('RuntimeVersion', version)
  const pair = (type: 'sr25519' | 'ed25519' | 'ecdsa', uri: string) => new Keyring({ type }).addFromUri(uri)
  return {
    registry,
    tx: expandMetadata(registry, parsed).tx,
    alice: pair('sr25519', '//Alice'),
    bob: pair('sr25519', '//Bob'),
    ed25519: pair('ed25519', '//Alice'),
    ecdsa: pair('ecdsa', '//Alice'),
    sign(call, who, nonce) {
      const extrinsic = registry.createType('Extrinsic', call as never, { version: 4 })
      const era = registry.createType('ExtrinsicEra')
      extrinsic.sign(who, { blockHash: genesisHash, genesisHash, runtimeVersion, nonce, era, tip: 0 })
      return extrinsic.toU8a()
    },
  }
}
