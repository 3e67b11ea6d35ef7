import { InvalidError } from '../../errors.ts'
import { say } from '../../words.ts'

/** A file as it crosses the contract. */
export interface NamedFile {
  name: string
  base64: string
}

/**
 * Decodes the files of a package. A folder that was dropped gives names with that folder in front; it is left away.
 * @throws {InvalidError}
 */
export function decodeFiles(files: readonly NamedFile[]): Map<string, Uint8Array> {
  const decoded = new Map<string, Uint8Array>()
  for (const { name, base64 } of files) {
    const plain = plainName(name)
    if (decoded.has(plain)) throw new InvalidError(say('agents.file-twice', { name: plain }))
    decoded.set(plain, decodeBase64(plain, base64))
  }
  return decoded
}

function plainName(name: string): string {
  const parts = name.split('/')
  const plain = parts.at(-1) ?? ''
  const safe = /^[A-Za-z0-9][A-Za-z0-9._-]{0,100}$/
  if (parts.length <= 2 && safe.test(plain) && !parts.includes('..')) return plain
  throw new InvalidError(say('agents.file-name', { name: name.slice(0, 100) }))
}

/** @throws {InvalidError} */
export function decodeBase64(name: string, base64: string): Uint8Array {
  const bytes = Buffer.from(base64, 'base64')
  if (bytes.toString('base64').replace(/=+$/, '') === base64.replace(/=+$/, '')) return bytes
  throw new InvalidError(say('agents.file-not-base64', { name }))
}
