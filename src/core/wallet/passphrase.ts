import { hexToU8a, isHex, stringToU8a, u8aToHex } from '@polkadot/util'
import { strengthOf } from '../../contract/passphrase.ts'
import { InvalidError } from '../errors.ts'
import type { Secret } from './secret.ts'

const FORMS = ['NFC', 'NFD', 'NFKC', 'NFKD'] as const

/**
 * The bytes that a passphrase can stand for, the likeliest first. A passphrase is text and seals as it was typed; it
 * opens as well what was sealed with the same characters in another form of Unicode, as another keyboard gives them.
 * `foreign`: polkadot-js reads "0x..." as the bytes that the digits say, so its files may be sealed so.
 */
export function passphraseForms(passphrase: Secret, foreign: boolean): Uint8Array[] {
  const typed = passphrase.reveal()
  if (typed === '') return []
  const texts = [typed, ...FORMS.map((form) => typed.normalize(form))].map((text) => stringToU8a(text))
  const all = foreign && isHex(typed) ? [...texts, hexToU8a(typed)] : texts
  return [...new Map(all.map((bytes) => [u8aToHex(bytes), bytes])).values()]
}

/** @throws {InvalidError} when a passphrase that is to seal something is too easy to guess */
export async function requireStrong(
  passphrase: Secret,
  what = 'This passphrase',
  remedy = REMEDY,
): Promise<void> {
  if ((await strengthOf(passphrase.reveal())) !== 'refused') return
  throw new InvalidError({
    message: `${what} is too easy to guess: it is short, blank, a repetition, or one of those that are tried first.`,
    consequence:
      'Nothing was sealed with it. Whoever got hold of this machine or of the file could guess it.',
    remedy,
  })
}
const REMEDY = 'Choose another one, e.g. four words that have nothing to do with each other.'
