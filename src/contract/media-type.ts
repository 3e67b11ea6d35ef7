import { MIMEType } from 'whatwg-mimetype'
import { z } from 'zod'
import { fields } from './words/fields.ts'

/** Names of types and subtypes as RFC 6838 registers them; longer values than these nobody needs. */
const restricted = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,126}$/
const MAX_LENGTH = 127

/** What speaks of no charset means this one. */
const DEFAULT_CHARSET = 'utf-8'

/** The one name of a charset that has many, as browsers know it: `latin1` is `windows-1252`. In small letters. */
const charsetNamed = (label: string): string => {
  try {
    return new TextDecoder(label).encoding
  } catch {
    return label.toLowerCase()
  }
}

const isName = (name: string) => restricted.test(name)
const isNameOrAny = (name: string) => name === '*' || isName(name)

/** In the form in which it is kept and compared; null for what is none. Parameters follow RFC 9110. */
function tidy(text: string, { type, subtype }: Record<'type' | 'subtype', (name: string) => boolean>) {
  const parsed = MIMEType.parse(text)
  if (!parsed || !type(parsed.type) || !subtype(parsed.subtype)) return null
  const charset = parsed.parameters.get('charset')
  if (charset !== undefined) parsed.parameters.set('charset', charset.toLowerCase())
  const written = parsed.toString()
  return written.length <= MAX_LENGTH && /^[ -~]+$/.test(written) ? written : null
}

/** `Text/Plain; Charset=UTF-16` as `text/plain;charset=utf-16`; null for what is no media type. */
export const normalised = (text: string): string | null => tidy(text, { type: isName, subtype: isName })

/** The same of a range of media types such as `text/*` and `*\/*`. */
const normalisedRange = (text: string): string | null =>
  tidy(text, { type: isName, subtype: isNameOrAny }) ?? (/^\s*\*\/\*\s*$/.test(text) ? '*/*' : null)

const schema = (tidied: (text: string) => string | null, words: string) =>
  z
    .string()
    .max(1_000, words)
    .overwrite((text) => tidied(text) ?? text)
    .refine((text) => tidied(text) !== null, words)

/** A media type, normalised: at most 127 characters. */
export const MediaType = schema(normalised, fields['media-type'])
/** What an agent takes or gives: a media type, `text/*` or `*\/*`, normalised. */
export const MediaRange = schema(normalisedRange, fields['media-range'])

/** The media type without its parameters, in small letters; what is none stays as it is. */
export const essenceOf = (mediaType: string): string => MIMEType.parse(mediaType)?.essence ?? mediaType

export const namesCharset = (mediaType: string): boolean =>
  MIMEType.parse(mediaType)?.parameters.has('charset') ?? false

/** In which charset a text of this media type is, by the name that `TextDecoder` gives it. */
export const charsetOf = (mediaType: string): string =>
  charsetNamed(MIMEType.parse(mediaType)?.parameters.get('charset') ?? DEFAULT_CHARSET)

/** Whether a media type fits a range; what the range says of parameters has to be so. */
export function matches(range: string, mediaType: string): boolean {
  const [wanted, given] = [MIMEType.parse(range), MIMEType.parse(mediaType)]
  if (!wanted || !given) return false
  const fits = (part: 'type' | 'subtype') => wanted[part] === '*' || wanted[part] === given[part]
  const hasIt = ([name, value]: [string, string]) =>
    name === 'charset'
      ? charsetNamed(value) === charsetOf(mediaType)
      : given.parameters.get(name)?.toLowerCase() === value.toLowerCase()
  return fits('type') && fits('subtype') && [...wanted.parameters].every(hasIt)
}

/** Whether what is of this media type is read as text. */
export const isTextual = (mediaType: string): boolean =>
  /^text\/|[/+](json|xml|yaml|toml|sql|javascript|ecmascript|typescript|graphql)$/.test(essenceOf(mediaType))
