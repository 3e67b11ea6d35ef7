import { MAX_COMPONENT_BYTES } from '../../contract/sizes.ts'
import type { Content } from '../content/content.ts'
import { blake3Hex } from '../content/hash.ts'
import { defaultLimits, type Sandbox } from '../sandbox/types.ts'
import { recordRun } from './receipt.ts'
import { unusable, type Runner } from './runner.ts'
import { say } from '../words.ts'

/** Runs agents that are WASM components, in the sandbox. */
export function createComponentRunner(deps: { content: Content; sandbox: Sandbox }): Runner<'wasm'> {
  const { content, sandbox } = deps
  return {
    kind: 'wasm',
    async load(manifest, signal) {
      const { cid, hash } = manifest.component
      if (!cid) throw unusable(say('agents.without-program-place'))
      const bytes = await content.get(cid, { maxBytes: MAX_COMPONENT_BYTES, signal })
      if ((await blake3Hex(bytes)).slice(2) !== hash) throw unusable(say('agents.with-other-program'))
      const component = await sandbox.prepare(bytes, { signal })
      // What a manifest does not name is the sandbox's own limit.
      const limits = { ...defaultLimits, ...manifest.limits }
      return {
        manifest,
        limits,
        meterVersion: component.meterVersion,
        ready: () => sandbox.ready(component),
        run: (request, { wallMs = limits.wallMs, ...options } = {}) =>
          sandbox.run(component, request, { ...limits, wallMs }, options),
        record: (request, execution) =>
          recordRun({ component, componentCid: cid, request, limits, execution }),
      }
    },
  }
}
