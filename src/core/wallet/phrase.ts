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
 * @throws {InvalidError} naming what is wrong: the count, each unknown word with the nearest one, or the checksum
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
  const unknown = list.map((word, index) => ({ word, index })).filter(({ word }) => !known.has(word))
  if (unknown.length > 0 && COUNTS.includes(list.length)) throw unknownWords(unknown)
  if (!COUNTS.includes(list.length))
    throw invalid(
      `A recovery phrase has 12, 15, 18, 21 or 24 words; this one has ${list.length}.`,
      unknown.length === 0
        ? 'Check that no word is missing or there twice.'
        : `Check that no word is missing; ${quote(unknown[0]!.word)} is not a word of the list.`,
    )
  const mnemonic = list.join(' ')
  if (!mnemonicValidate(mnemonic))
    throw invalid(
      'Every word is known, but together they are not a recovery phrase: the checksum does not fit.',
      'A word is wrong or two have changed places. Compare with what you wrote down.',
    )
  return { mnemonic, path }
}

function unknownWords(unknown: readonly { word: string; index: number }[]): InvalidError {
  const named = unknown.slice(0, 3).map(({ word, index }) => `${quote(word)} (word ${index + 1})`)
  const more = unknown.length > 3 ? ` and ${unknown.length - 3} more` : ''
  const [first] = unknown
  return invalid(
    `${named.join(', ')}${more} ${unknown.length === 1 ? 'is' : 'are'} not in the list of words of recovery phrases.`,
    `Did you mean ${quote(nearest(first!.word))}? Correct it and try again.`,
  )
}

const quote = (word: string) => `"${word.length > 20 ? `${word.slice(0, 20)}...` : word}"`

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

function nearest(word: string): string {
  let best = words[0]!
  let least = Infinity
  for (const candidate of words) {
    const distance = editDistance(word, candidate)
    if (distance < least) [best, least] = [candidate, distance]
  }
  return best
}

/** Levenshtein's distance. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++)
      next[j] = Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1))
    row = next
  }
  return row[b.length]!
}
