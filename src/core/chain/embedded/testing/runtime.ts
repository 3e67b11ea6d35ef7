import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { plainCode } from '../executor/runtime-code.ts'

/** The runtime that ships. */
export const RUNTIME_PATH = fileURLToPath(
  new URL('../../../../../resources/chain/ainur.compact.compressed.wasm', import.meta.url),
)

export const runtimeCode = (): Uint8Array => new Uint8Array(readFileSync(RUNTIME_PATH))
export const plainRuntimeCode = (): Uint8Array => plainCode(runtimeCode())
