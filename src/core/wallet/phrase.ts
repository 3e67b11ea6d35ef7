import { keyExtractSuri, mnemonicValidate } from '@polkadot/util-crypto'
import words from '@polkadot/util-crypto/mnemonic/wordlists/en'
import { InvalidError } from '../errors.ts'
import { say } from '../words.ts'
import { otherList } from './word-lists.ts'

const COUNTS = [12, 15, 18, 21, 24]
const known = new Set(words)

/** A checked recovery phrase and the derivation path after it, if any (e.g. `//stash`). */
export interface Phrase {
  readonly mnemonic: string
  readonly path: string
}

/**
 * Reads what a person typed or pasted: any case, any white space, numbered, quoted, as a list or a table.
 * @throws {InvalidError} naming what is wrong: the count, the places of unknown words, another list of words, or the
 * checksum; never a word
 */
export function readPhrase(text: string, derivation = ''): Phrase {
  const seen = text.replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu, '').trim()
  // A slash behind a digit is of a number such as 1/12; a quotation mark may close what was pasted.
  const cut = seen.search(/(?<!\d\s*)\//)
  const typed = cut < 0 ? seen : seen.slice(0, cut)
  const path = readPath(
    (cut < 0 ? '' : seen.slice(cut).replace(/[\p{Pf}\p{Pi}"'`]+$/u, '')) + derivation.trim(),
  )
  const list = typed
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s\p{P}\p{Sm}\p{Sk}]+/u)
    .map((word) => word.replace(/^\d+/, ''))
    .filter((word) => word !== '')
  const unknown = list.flatMap((word, index) => (known.has(word) ? [] : [index + 1]))
  const other = unknown.length > 0 ? otherList(list) : null
  if (other) throw new InvalidError(say('wallet.phrase-of-another-list', { list: other }))
  if (unknown.length > 0 && COUNTS.includes(list.length)) throw unknownWords(unknown)
  if (!COUNTS.includes(list.length))
    throw new InvalidError(
      unknown[0] === undefined
        ? say('wallet.phrase-count', { words: list.length })
        : say('wallet.phrase-count-unknown', { words: list.length, place: unknown[0] }),
    )
  const mnemonic = list.join(' ')
  if (!mnemonicValidate(mnemonic)) throw new InvalidError(say('wallet.phrase-checksum'))
  return { mnemonic, path }
}

/** By their places alone: what was typed is a secret, and a mistyped word is nearly one. */
const unknownWords = (places: readonly number[]) =>
  new InvalidError(say('wallet.phrase-words', { places: places.map(String), count: places.length }))

function readPath(path: string): string {
  if (path === '') return ''
  if (path.includes('///')) throw new InvalidError(say('wallet.derivation-password'))
  if (!/^(\/\/?[^/\s]{1,64})+$/.test(path)) throw new InvalidError(say('wallet.derivation-unread'))
  keyExtractSuri(`${words[0]}${path}`)
  return path
}
