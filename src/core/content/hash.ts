import { blake3 } from 'hash-wasm'

/** BLAKE3 of the bytes, 0x and 64 hex digits. */
export const blake3Hex = async (bytes: Uint8Array): Promise<string> => `0x${await blake3(bytes)}`
