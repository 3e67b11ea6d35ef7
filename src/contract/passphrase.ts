import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { seenText } from './seen.ts'

/** `refused`: among the first million that somebody who guesses would try. The core takes none of these. */
export type Strength = 'refused' | 'weak' | 'good' | 'strong'

/** Guesses, as powers of ten: what a search of a few minutes, of days, of years finds where scrypt slows it down. */
const STRENGTHS: readonly Strength[] = ['refused', 'refused', 'weak', 'good', 'strong']
/** Characters that can be seen, and how many of them differ. */
const LEAST = 8
const LEAST_DIFFERENT = 5
/** Estimating takes time that grows faster than the length; what comes after can only add to it. */
const WEIGHED = 64
/** Of letters written as digits and signs; the library's own hundred takes a tenth of a second for some inputs. */
const WAYS_OF_WRITING = 20
/** In lists of common passwords, but not in the library's; and words that lie near for this wallet. */
const ALSO_COMMON = [
  ...['films+pic+galeries', 'sentnece', 'hotmail', 'passphrase'],
  ...['ainur', 'polkadot', 'kusama', 'substrate', 'bitcoin', 'ethereum', 'wallet', 'keystore'],
]

let loading: Promise<ZxcvbnFactory> | null = null

/** The dictionaries are large, so they are loaded when the first passphrase is chosen. */
async function load(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { adjacencyGraphs, dictionary }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({
    dictionary: { ...dictionary, ainur: ALSO_COMMON },
    graphs: adjacencyGraphs,
    maxLength: WEIGHED,
    l33tMaxSubstitutions: WAYS_OF_WRITING,
  })
}

/**
 * How hard a passphrase is to guess. Looked at is what a person sees of it: case, invisible characters and the width of
 * blanks add nothing, and a repetition is one also with blanks in between.
 */
export async function strengthOf(passphrase: string): Promise<Strength> {
  const seen = seenText(passphrase).toLowerCase()
  // Half of a pair is no character: all of them would be the same bytes.
  if (/\p{Cs}/u.test(passphrase) || [...seen].length < LEAST) return 'refused'
  // Of a repetition what is repeated counts, with or without blanks in between.
  const bare = seen.replaceAll(' ', '')
  const unit = [...(/^(.+?)\1*$/u.exec(bare)?.[1] ?? '')]
  if (unit.length < LEAST || new Set(unit).size < LEAST_DIFFERENT) return 'refused'
  const zxcvbn = await (loading ??= load())
  if (zxcvbn.check(unit.join('')).score === 0) return 'refused'
  return STRENGTHS[zxcvbn.check(seen).score] ?? 'refused'
}
