import { zstdDecompressSync } from 'node:zlib'

const COMPRESSED = '52bc537646db8e05'
/** As a node: no runtime is larger, whatever its compressed form claims. */
const MAX_CODE_BYTES = 50 * 1024 * 1024

/** The plain WASM of a runtime blob, which may be zstd-compressed behind Substrate's eight magic bytes. */
export function plainCode(code: Uint8Array): Uint8Array {
  if (Buffer.from(code.subarray(0, 8)).toString('hex') !== COMPRESSED) return code
  return zstdDecompressSync(code.subarray(8), { maxOutputLength: MAX_CODE_BYTES })
}
