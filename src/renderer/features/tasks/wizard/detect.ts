import mime from 'mime/lite'
import { essenceOf, isTextual, normalised } from '../../../../contract/media-type.ts'
import { sniffCharset } from '../../../../contract/sniff.ts'

/** Documents whose bytes may all be those of a text. */
const written: readonly string[] = ['application/pdf', 'application/rtf', 'application/postscript']

/** By its name; for files of TypeScript the table of names knows a format of films. */
const typeOfName = (name: string): string | null =>
  /\.[cm]?tsx?$/i.test(name) ? 'text/typescript' : mime.getType(name)

/**
 * The media type of a file: by its bytes, then by its name, then by what the browser says. What a name says counts only
 * where the bytes agree whether it is a text.
 */
export async function detectMediaType(bytes: Uint8Array, name: string, said = ''): Promise<string> {
  const { fileTypeFromBuffer } = await import('file-type')
  const found = (await fileTypeFromBuffer(bytes).catch(() => undefined))?.mime
  const guesses = [typeOfName(name), said, found].flatMap((type) => normalised(type ?? '') ?? [])
  const charset = sniffCharset(bytes)
  if (charset !== null && !written.includes(found ?? '')) {
    const essence = essenceOf(guesses.find(isTextual) ?? 'text/plain')
    return charset === 'utf-8' ? essence : `${essence};charset=${charset}`
  }
  const known = normalised(found ?? '') ?? guesses.find((type) => !isTextual(type))
  return known ?? 'application/octet-stream'
}
