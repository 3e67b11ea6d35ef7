import { charsetOf, namesCharset } from './media-type.ts'

const marks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]
/** Control characters that no text has, and what is no character; the escape of a terminal's colours may be there. */
const binary = /[^\P{Cc}\t\n\v\f\r\u0080-\u009f]|\ufffe|\uffff/u
const ESCAPE = String.fromCharCode(0x1b)
const isBinary = (text: string) => binary.test(text.replaceAll(ESCAPE, ''))

/** The same in Windows-1252, with the bytes that mean nothing there. */
const binaryBytes = Array.from({ length: 0x9e }, (_, byte) => byte).filter(
  (byte) => isBinary(String.fromCharCode(byte)) || [0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(byte),
)
/** So much of a text says whether it is one, bytes. */
const HEAD_BYTES = 1024 * 1024

/** The charset that the first bytes name. */
const markOf = (bytes: Uint8Array): string | undefined =>
  marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0]

function isText(bytes: Uint8Array, charset: string): boolean {
  if (charset === 'windows-1252') return !binaryBytes.some((byte) => bytes.includes(byte))
  const head = bytes.subarray(0, HEAD_BYTES)
  try {
    const text = new TextDecoder(charset, { fatal: true }).decode(head, {
      stream: head.length < bytes.length,
    })
    return !isBinary(text)
  } catch {
    return false
  }
}

/** Whether at least half of the characters are among the first 256, of which one byte is zero. */
function isWide(bytes: Uint8Array, zero: 0 | 1): boolean {
  let zeros = 0
  for (let at = zero; at < bytes.length; at += 2) if (bytes[at] === 0) zeros++
  return bytes.length > 0 && zeros * 4 >= bytes.length
}

/** In which charset a text is, as its mark or else its bytes say: the last resort is Windows-1252. Null: no text. */
export function sniffCharset(bytes: Uint8Array): string | null {
  const marked = markOf(bytes)
  if (marked !== undefined) return isText(bytes, marked) ? marked : null
  if (isText(bytes, 'utf-8')) return 'utf-8'
  if (isWide(bytes, 1) && isText(bytes, 'utf-16le')) return 'utf-16le'
  if (isWide(bytes, 0) && isText(bytes, 'utf-16be')) return 'utf-16be'
  return isText(bytes, 'windows-1252') ? 'windows-1252' : null
}

/** Whether bytes are a text as their media type says: in the charset that it or a mark names, or in a usual one. */
export const isTextOf = (bytes: Uint8Array, mediaType: string): boolean =>
  isText(bytes, markOf(bytes) ?? charsetOf(mediaType)) ||
  (!namesCharset(mediaType) && sniffCharset(bytes) === 'windows-1252')

/** The text that bytes of a media type are: a mark counts most, then the charset. What cannot be decoded is U+FFFD. */
export function decodeText(bytes: Uint8Array, mediaType: string): string {
  const charset = markOf(bytes) ?? charsetOf(mediaType)
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
