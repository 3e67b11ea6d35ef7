import type { Changes } from './executor/overlay.ts'
import { decodeRuntimeVersion, runtimeVersionBytes } from './executor/runtime-version.ts'
import { CODE } from './keys.ts'

/**
 * What brings a running chain from its runtime to a newer one of the same name, or undefined when there is
 * nothing to do. An update of the application carries the newer runtime; its migrations run in the next block.
 */
export function upgradeTo(current: Uint8Array, offered: Uint8Array): Changes | undefined {
  if (Buffer.compare(current, offered) === 0) return undefined
  const [from, to] = [current, offered].map((code) => {
    const bytes = runtimeVersionBytes(code)
    return bytes && decodeRuntimeVersion(bytes)
  })
  if (!from || !to || from.specName !== to.specName || to.specVersion <= from.specVersion) return undefined
  return new Map([[CODE, offered]])
}
