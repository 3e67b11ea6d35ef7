import { compactFromU8a, compactToU8a, hexToU8a, isHex, u8aConcat, u8aToHex } from '@polkadot/util'
import { SaidError } from '../errors.ts'
import { say } from '../words.ts'
import { isRpcFailure } from './dispatch-errors.ts'
import { metadataDigest } from './metadata-digest.ts'
import type { Provider } from './provider.ts'
import type { Description, Runtimes } from './runtimes.ts'

/** The only version of metadata that has all that a signature covers. */
const METADATA_VERSION = '0x0f000000'
/** `Vec<u32>` with that one version. */
const ONLY_VERSION = '0x040f000000'
const NONE = '0x00'

interface RuntimeVersion {
  readonly specName: string
  readonly specVersion: number
}

/** Says what calls mean, on behalf of a peer. */
export interface Describer {
  of(version: RuntimeVersion, block?: string): Promise<Description>
  /** Rejects when the peer's own words about a version that Ainur knows are other ones. */
  requireHonest(version: RuntimeVersion): Promise<void>
  /** The runtime at a block, or of the newest one. */
  at(block?: string): Promise<Description>
}

/**
 * A peer decides what the bytes of a call mean if it may describe the runtime: it could call `transferAll` what is
 * shown as `transferKeepAlive`. So it is asked only for versions that Ainur does not know, and then only in the form
 * whose hash the chain checks in every signature; questions for a known version are answered from what ships.
 */
export function describeRuntimes(
  peer: Pick<Provider, 'send'>,
  runtimes: Runtimes,
  origin: string,
): Describer {
  const asked = new Map<string, Promise<Description>>()

  /** Metadata 15 as the peer has it, or null where it offers none. */
  async function told(block?: string): Promise<`0x${string}` | null> {
    const at = block === undefined ? [] : [block]
    const answer = await peer
      .send<unknown>('state_call', ['Metadata_metadata_at_version', METADATA_VERSION, ...at])
      .catch((error: unknown) => {
        if (isRpcFailure(error)) return null
        throw error
      })
    if (typeof answer !== 'string' || !answer.startsWith('0x01') || !isHex(answer)) return null
    const [start, length] = compactFromU8a(hexToU8a(answer).subarray(1))
    const metadata = hexToU8a(answer).subarray(1 + start)
    // "meta" and the version are its first five bytes.
    const fits = metadata.length === length.toNumber() && u8aToHex(metadata.subarray(0, 5)) === '0x6d6574610f'
    return fits ? u8aToHex(metadata) : null
  }

  async function ask({ specName, specVersion }: RuntimeVersion, block?: string): Promise<Description> {
    const metadata = await told(block)
    if (metadata) return { metadata, digest: null }
    throw new SaidError(
      say('endpoint.unknown-runtime', { url: origin, version: specVersion, name: specName }),
    )
  }

  function of({ specName, specVersion }: RuntimeVersion, block?: string): Promise<Description> {
    const shipped = runtimes.find(specName, specVersion)
    if (shipped) return Promise.resolve(shipped)
    const key = `${specName}-${specVersion}`
    const known = asked.get(key) ?? ask({ specName, specVersion }, block)
    asked.set(key, known)
    known.catch(() => asked.delete(key))
    return known
  }

  return {
    of,
    async requireHonest(version) {
      const shipped = runtimes.find(version.specName, version.specVersion)
      if (!shipped) return
      const words = await told()
      if (words !== null && (words === shipped.metadata || digestOf(words) === shipped.digest)) return
      throw new SaidError(
        say('endpoint.lying-runtime', { url: origin, version: version.specVersion, name: version.specName }),
      )
    },
    async at(block) {
      const at = block === undefined ? [] : [block]
      const { specName, specVersion } = await peer.send<RuntimeVersion>('state_getRuntimeVersion', at)
      return of({ specName: String(specName), specVersion: Number(specVersion) }, block)
    },
  }
}

/** The same provider, but questions about metadata are answered by `describer`. */
export function withTrustedMetadata(provider: Provider, describer: Describer): Provider {
  const send = async (method: string, params: unknown[]): Promise<unknown> => {
    if (method === 'state_getMetadata') return (await describer.at(blockOf(params[0]))).metadata
    if (method !== 'state_call') return provider.send(method, params)
    const [name, input, block] = params
    if (name === 'Metadata_metadata_versions') return ONLY_VERSION
    if (name === 'Metadata_metadata') return opaque(await describer.at(blockOf(block)))
    if (name !== 'Metadata_metadata_at_version') return provider.send(method, params)
    if (input !== METADATA_VERSION) return NONE
    return `0x01${opaque(await describer.at(blockOf(block))).slice(2)}`
  }
  return new Proxy(provider, {
    get: (target, key) => (key === 'send' ? send : Reflect.get(target, key, target)) as unknown,
  })
}

function digestOf(metadata: `0x${string}`): string | null {
  try {
    return metadataDigest(metadata)
  } catch {
    return null
  }
}

const blockOf = (value: unknown) => (typeof value === 'string' ? value : undefined)

function opaque({ metadata }: Description): string {
  const bytes = hexToU8a(metadata)
  return u8aToHex(u8aConcat(compactToU8a(bytes.length), bytes))
}
