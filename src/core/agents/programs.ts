import { agentManifest, type AgentManifest, type WasmManifest } from '../../contract/manifest.ts'
import { MAX_COMPONENT_BYTES, MAX_MANIFEST_BYTES } from '../../contract/sizes.ts'
import type { Content } from '../content/content.ts'
import { blake3Hex } from '../content/hash.ts'
import { InvalidError, messageOf } from '../errors.ts'
import type { PreparedComponent, Sandbox } from '../sandbox/types.ts'

const KEPT = 32

/** What an agent on chain runs: named by its manifest's CID, so that everyone gets the same. */
export interface Program {
  manifest: WasmManifest
  component: PreparedComponent
  componentCid: string
}

/** Reads what agents are from content; the last few are kept. */
export interface Programs {
  /** @throws {NotFoundError} @throws {InvalidError} when it is not a manifest */
  manifest(cid: string, signal?: AbortSignal): Promise<AgentManifest>
  /** Manifest and component, checked against each other and prepared. @throws {NotFoundError} @throws {InvalidError} */
  load(manifestCid: string, signal?: AbortSignal): Promise<Program>
}

export function createPrograms({ content, sandbox }: { content: Content; sandbox: Sandbox }): Programs {
  const manifests = new Map<string, AgentManifest>()
  const programs = new Map<string, Program>()

  const manifest: Programs['manifest'] = async (cid, signal) => {
    const before = manifests.get(cid)
    if (before) return before
    const bytes = await content.get(cid, { maxBytes: MAX_MANIFEST_BYTES, signal })
    return keep(manifests, cid, parse(bytes))
  }

  return {
    manifest,
    async load(manifestCid, signal) {
      const before = programs.get(manifestCid)
      if (before && (await sandbox.ready(before.component))) return before
      const read = await manifest(manifestCid, signal)
      if (read.kind !== 'wasm') throw unusable('it is an HTTP service')
      const { cid, hash } = read.component
      if (!cid) throw unusable('its manifest does not say where the program is')
      const bytes = await content.get(cid, { maxBytes: MAX_COMPONENT_BYTES, signal })
      if ((await blake3Hex(bytes)).slice(2) !== hash)
        throw unusable('its program is not the one in its manifest')
      const component = await sandbox.prepare(bytes, { signal })
      return keep(programs, manifestCid, { manifest: read, component, componentCid: cid })
    },
  }
}

function keep<T>(map: Map<string, T>, key: string, value: T): T {
  map.set(key, value)
  const oldest = map.keys().next().value
  if (map.size > KEPT && oldest !== undefined) map.delete(oldest)
  return value
}

function parse(bytes: Uint8Array): AgentManifest {
  try {
    return agentManifest.parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch (error) {
    throw unusable('its manifest is not one', messageOf(error))
  }
}

const unusable = (why: string, detail?: string) =>
  new InvalidError({
    message: `The agent cannot be run: ${why}.`,
    remedy: 'Ask its owner to publish it again.',
    detail,
  })
