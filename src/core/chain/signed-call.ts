import { expandMetadata, Metadata, TypeRegistry } from '@polkadot/types'
import type { Call, Extrinsic as DecodedExtrinsic } from '@polkadot/types/interfaces'
import { FaultError } from '../errors.ts'
import { metadataDigest } from './metadata-digest.ts'
import type { Description } from './runtimes.ts'
import { say } from '../words.ts'

/** A call by its name, with what it was asked to be called with. */
export interface Intent {
  readonly pallet: string
  readonly method: string
  readonly args: readonly unknown[]
}

/** What the rest of a signed transaction has to say. */
export interface Envelope {
  readonly signer: string
  readonly nonce: number
  /** Encoded, 0x hex. */
  readonly era: string
}

/** Encodes and decodes with one description of a runtime, apart from any connection. */
export interface Codec {
  /** Hash of that description, which the chain compares with its own. */
  readonly digest: `0x${string}`
  /** Names of what every signed transaction carries beside its call, in order. */
  readonly extensions: readonly string[]
  /** Who signed a transaction, and its call's bytes; null for what this runtime cannot read. */
  read(bytes: string): { signer: string | null; call: string; nonce: number | null; hash: string } | null
  /** A call's bytes, 0x hex, as this runtime reads them. @throws when it does not know the call */
  encode(intent: Intent): string
  /**
   * `envelope`: null for a transaction without a signature.
   * @throws {FaultError} unless the bytes are exactly this call in this envelope, without a tip
   */
  verify(bytes: string, intent: Intent, envelope: Envelope | null): void
}

const intents = new WeakMap<object, Intent>()

/** Remembers what a call was made for. */
export function intend<T extends object>(call: T, intent: Intent): T {
  intents.set(call, intent)
  return call
}

/** What a call was made for. @throws {FaultError} for one that was not made by its name */
export function intentOf(call: object): Intent {
  const intent = intents.get(call)
  if (!intent) throw differs('a call that nobody asked for by its name')
  return intent
}

export function createCodec({ metadata, digest }: Description): Codec {
  const registry = new TypeRegistry()
  const parsed = new Metadata(registry, metadata)
  registry.setMetadata(parsed)
  const { tx } = expandMetadata(registry, parsed)

  /** Calls within a call are encoded anew as well. */
  const reencoded = (arg: unknown): unknown => {
    if (Array.isArray(arg)) return arg.map(reencoded)
    const inner = typeof arg === 'object' && arg !== null ? intents.get(arg) : undefined
    return inner ? toCall(inner) : arg
  }

  function toCall({ pallet, method, args }: Intent): Call {
    const make = tx[pallet]?.[method]
    if (!make) throw differs(`${pallet}.${method}, which this runtime does not have`)
    return make(...args.map(reencoded)) as unknown as Call
  }

  const encode = (intent: Intent) => toCall(intent).toHex()

  return {
    digest: digest ?? metadataDigest(metadata),
    extensions: registry.signedExtensions,
    encode,
    read(bytes) {
      try {
        const { isSigned, signer, nonce, method, hash } = registry.createType<DecodedExtrinsic>(
          'Extrinsic',
          bytes,
        )
        return {
          signer: isSigned ? signer.toString() : null,
          nonce: isSigned ? nonce.toNumber() : null,
          call: method.toHex(),
          hash: hash.toHex(),
        }
      } catch {
        return null
      }
    },
    verify(bytes, intent, envelope) {
      const decoded = registry.createType<DecodedExtrinsic>('Extrinsic', bytes)
      if (decoded.toHex() !== bytes) throw differs('bytes after its end')
      const { method } = decoded
      if (method.toHex() !== encode(intent)) throw differs(`${method.section}.${method.method}`)
      if (decoded.isSigned !== (envelope !== null))
        throw differs('a signature that it should not have, or none')
      if (!envelope) return
      const says = {
        signer: decoded.signer.toString(),
        nonce: decoded.nonce.toNumber(),
        era: decoded.era.toHex(),
        tip: decoded.tip.toString(),
      }
      const wanted = { ...envelope, tip: '0' }
      for (const [what, value] of Object.entries(wanted))
        if (says[what as keyof typeof says] !== value) throw differs(`another ${what}`)
    },
  }
}

const differs = (what: string) => new FaultError(say('chain.differs', { what }))
