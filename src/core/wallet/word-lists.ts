import {
  chineseSimplified,
  chineseTraditional,
  french,
  italian,
  japanese,
  korean,
  spanish,
} from '@polkadot/util-crypto/mnemonic/wordlists'
import { say } from '../words.ts'

/** As words are compared: accents are often left out where they are typed. */
const bare = (word: string) => word.normalize('NFKD').replace(/\p{M}/gu, '')
const LISTS = [
  [say('wallet.list-spanish'), spanish],
  [say('wallet.list-french'), french],
  [say('wallet.list-italian'), italian],
  [say('wallet.list-japanese'), japanese],
  [say('wallet.list-korean'), korean],
  [say('wallet.list-chineseSimplified'), chineseSimplified],
  [say('wallet.list-chineseTraditional'), chineseTraditional],
] as const

/** The list, other than the English one, that nearly all words (NFKD, small letters) are from, or null. */
export function otherList(words: readonly string[]) {
  // Chinese is written without blanks, and each word of the list is one character.
  const parts = words.flatMap((word) => (/^\p{Script=Han}+$/u.test(word) ? [...word] : [word])).map(bare)
  const [most] = LISTS.map(([list, its]) => {
    const set = new Set(its.map(bare))
    return { list, found: parts.filter((part) => set.has(part)).length }
  }).sort((a, b) => b.found - a.found)
  // Typing errors are as likely in another language.
  return most && most.found * 4 >= parts.length * 3 ? most.list : null
}
