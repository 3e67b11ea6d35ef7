import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { resourcesDir } from './paths.ts'
import { sha256 } from './record.ts'

/** One runtime whose metadata the app ships. */
export interface ShippedMetadata {
  specName: string
  specVersion: number
  /** File beside the index: metadata of version 15, SCALE-encoded. */
  file: string
  /** Of the file. */
  sha256: string
  /** RFC 78, 64 hex digits. */
  digest: string
}

const specName = 'ainur'
const dir = join(resourcesDir, 'metadata')
const index = join(dir, 'index.json')

export const readMetadataIndex = (): ShippedMetadata[] =>
  existsSync(index) ? (JSON.parse(readFileSync(index, 'utf8')) as ShippedMetadata[]) : []

/** The file of one entry. */
export const readMetadata = ({ file }: ShippedMetadata): Buffer => readFileSync(join(dir, file))

/**
 * Keeps the metadata of a runtime version beside those of earlier ones: chains that still run them are written to
 * with it.
 */
export function writeMetadata(specVersion: number, metadata: Uint8Array, digest: string): void {
  mkdirSync(dir, { recursive: true })
  const entry = {
    specName,
    specVersion,
    file: `${specName}-${specVersion}.scale`,
    sha256: sha256(metadata),
    digest,
  }
  writeFileSync(join(dir, entry.file), metadata)
  const others = readMetadataIndex().filter((other) => other.specVersion !== specVersion)
  const all = [...others, entry].sort((a, b) => a.specVersion - b.specVersion)
  writeFileSync(index, `${JSON.stringify(all, null, '\t')}\n`)
}
