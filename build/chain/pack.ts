import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib'

/** What Substrate puts before a compressed runtime, to tell it from plain WASM. */
const magic = Buffer.from('52bc537646db8e05', 'hex')

/** Compresses a runtime to the form that goes into genesis and upgrades. */
export function pack(wasm: Uint8Array): Buffer {
  const body = zstdCompressSync(wasm, {
    pledgedSrcSize: wasm.length,
    // A window of 4 MiB is more than the runtime and less than what any decoder refuses.
    params: { [constants.ZSTD_c_compressionLevel]: 22, [constants.ZSTD_c_windowLog]: 22 },
  })
  return Buffer.concat([magic, body])
}

/** The plain WASM of a packed runtime. Throws on anything else. */
export function unpack(blob: Uint8Array): Buffer {
  if (!magic.equals(blob.subarray(0, magic.length))) throw new Error('not a compressed runtime')
  return zstdDecompressSync(blob.subarray(magic.length))
}
