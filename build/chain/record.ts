import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { blobFile, recordFile, resourcesDir } from './paths.ts'
import { pack, unpack } from './pack.ts'

/** What is known about the committed blob. */
export interface RuntimeRecord {
  /** Hash of the sources that made it. */
  sourceHash: string
  /** `rustc --version`. */
  compiler: string
  /** RFC 78, 64 hex digits. */
  metadataHash: string
  specVersion: number
  /** Bytes of the compressed blob. */
  size: number
  /** Of the compressed blob. */
  sha256: string
}

/** The committed record; `undefined` if there is none. */
export function readRecord(): RuntimeRecord | undefined {
  return existsSync(recordFile) ? (JSON.parse(readFileSync(recordFile, 'utf8')) as RuntimeRecord) : undefined
}

/** SHA-256 of bytes, in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** The committed blob as it is. Throws if there is none. */
export function readBlob(): Buffer {
  return readFileSync(blobFile)
}

/** Writes the blob, unless the committed one holds the same WASM, and its record. Returns the record. */
export function write(wasm: Uint8Array, facts: Omit<RuntimeRecord, 'size' | 'sha256'>): RuntimeRecord {
  mkdirSync(resourcesDir, { recursive: true })
  if (!existsSync(blobFile) || !unpack(readBlob()).equals(wasm)) writeFileSync(blobFile, pack(wasm))
  const blob = readBlob()
  const record: RuntimeRecord = { ...facts, size: blob.length, sha256: sha256(blob) }
  writeFileSync(recordFile, `${JSON.stringify(record, null, '\t')}\n`)
  return record
}
