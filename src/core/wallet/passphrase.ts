import { hexToU8a, isHex, stringToU8a, u8aToHex } from '@polkadot/util'
import { strengthOf } from '../../contract/passphrase.ts'
import { InvalidError, type ErrorText } from '../errors.ts'
import type { Secret } from './secret.ts'
import { say } from '../words.ts'

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
  text: ErrorText = say('wallet.guessable'),
): Promise<void> {
  if ((await strengthOf(passphrase.reveal())) === 'refused') throw new InvalidError(text)
}
