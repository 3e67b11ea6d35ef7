import { keyExtractSuri, mnemonicValidate } from '@polkadot/util-crypto'
import words from '@polkadot/util-crypto/mnemonic/wordlists/en'
import { InvalidError } from '../errors.ts'
import { say } from '../words.ts'

const COUNTS = [12, 15, 18, 21, 24]
const known = new Set(words)

/** A checked recovery phrase and the derivation path after it, if any (e.g. `//stash`). */
export interface Phrase {
  readonly mnemonic: string
  readonly path: string
}

/**
 * Reads what a person typed or pasted: any case, any white space, numbered or not.
 * @throws {InvalidError} naming what is wrong: the count, the places of unknown words, or the checksum; never a word
 */
export function readPhrase(text: string, derivation = ''): Phrase {
  const cut = text.search(/\//)
  const typed = cut < 0 ? text : text.slice(0, cut)
  const path = readPath((cut < 0 ? '' : text.slice(cut).trim()) + derivation.trim())
  const list = typed
    .normalize('NFKD')
    .toLowerCase()
    .split(/[\s,]+/)
    .map((word) => word.replace(/^\d+[.)]?/, ''))
    .filter((word) => word !== '')
  const unknown = list.flatMap((word, index) => (known.has(word) ? [] : [index + 1]))
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
