import { agentManifest, type AgentManifest } from '../../contract/manifest.ts'
import { MAX_MANIFEST_BYTES } from '../../contract/sizes.ts'
import type { Content } from '../content/content.ts'
import { messageOf } from '../errors.ts'
import { unusable, type Program, type Runner, type Runners } from './runner.ts'
import { say } from '../words.ts'

const KEPT = 32

/** Reads what agents are from content, by their manifest's CID, so that everyone gets the same; the last few are kept. */
export interface Programs {
  /** @throws {NotFoundError} @throws {InvalidError} when it is not a manifest */
  manifest(cid: string, signal?: AbortSignal): Promise<AgentManifest>
  /** What the manifest names, checked against it and ready to run. @throws {NotFoundError} @throws {InvalidError} */
  load(manifestCid: string, signal?: AbortSignal): Promise<Program>
}

export function createPrograms({ content, runners }: { content: Content; runners: Runners }): Programs {
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
      if (before && (await before.ready())) return before
      const read = await manifest(manifestCid, signal)
      const runner = runners[read.kind] as Runner | undefined
      if (!runner) throw unusable(say('agents.is-http'))
      return keep(programs, manifestCid, await runner.load(read, signal))
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
    throw unusable(say('agents.without-manifest'), messageOf(error))
  }
}
