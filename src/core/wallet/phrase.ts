import { keyExtractSuri, mnemonicValidate } from '@polkadot/util-crypto'
import words from '@polkadot/util-crypto/mnemonic/wordlists/en'
import { InvalidError } from '../errors.ts'

const COUNTS = [12, 15, 18, 21, 24]
const known = new Set(words)
const NOTHING = 'No account was added.'

/** A checked recovery phrase and the derivation path after it, if any (e.g. `//stash`). */
export interface Phrase {
  readonly mnemonic: string
  readonly path: string
}

const invalid = (message: string, remedy: string) =>
  new InvalidError({ message, consequence: NOTHING, remedy })

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
    throw invalid(
      `A recovery phrase has 12, 15, 18, 21 or 24 words; this one has ${list.length}.`,
      unknown.length === 0
        ? 'Check that no word is missing or there twice.'
        : `Check that no word is missing; word ${unknown[0]} is not a word of the list.`,
    )
  const mnemonic = list.join(' ')
  if (!mnemonicValidate(mnemonic))
    throw invalid(
      'Every word is known, but together they are not a recovery phrase: the checksum does not fit.',
      'A word is wrong or two have changed places. Compare with what you wrote down.',
    )
  return { mnemonic, path }
}

/** By their places alone: what was typed is a secret, and a mistyped word is nearly one. */
function unknownWords(places: readonly number[]): InvalidError {
  const named = places.slice(0, 3).join(', ')
  const more = places.length > 3 ? ` and ${places.length - 3} more` : ''
  return invalid(
    places.length === 1
      ? `Word ${named} is not in the list of words of recovery phrases.`
      : `Words ${named}${more} are not in the list of words of recovery phrases.`,
    'Look for typing errors there. The words of the list are English, in small letters.',
  )
}

function readPath(path: string): string {
  if (path === '') return ''
  if (path.includes('///'))
    throw invalid(
      'A password in the derivation path ("///...") is not supported.',
      'Leave it out, or import the account as a JSON file.',
    )
  if (!/^(\/\/?[^/\s]{1,64})+$/.test(path))
    throw invalid('The derivation path cannot be read.', 'It looks like "//stash" or "/1//2".')
  keyExtractSuri(`${words[0]}${path}`)
  return path
}
