import words from '@polkadot/util-crypto/mnemonic/wordlists/en'
import { inspect } from 'node:util'

const HIDDEN = '[redacted]'
/** Names of fields whose value is never written, whatever it is. */
const SECRET_FIELD = /(pass(phrase|word)?|mnemonic|phrase|seed|secret|private|suri|token|cookie|keystore)/i
const phraseWords = new Set(words)
const LABELLED = /\b(pass(?:phrase|word)|mnemonic|seed|secret|suri|token)(["']?\s*[:=]\s*["']?)([^\s"',;]+)/gi
/** `hash`, `genesis`, `cid` ... stand before most 32-byte hex in a log: only what follows other words is hidden. */
const HEX_KEY = /(?<![0-9a-fA-Fx])(0x)?[0-9a-fA-F]{64}(?:[0-9a-fA-F]{64})?(?![0-9a-fA-F])/g
const PUBLIC_BEFORE =
  /(hash|block|genesis|root|tx|transaction|extrinsic|code|blake3|sha256|public key)\W{0,4}$/i
/** The ciphertext of a keystore, and anything of that kind. */
const LONG_BASE64 = /\b[A-Za-z0-9+/]{120,}={0,2}/g

/** Words of recovery phrases, this many in a row: also one with a typo in its middle is hidden on both sides. */
const MIN_RUN = 5

function hidePhrases(text: string): string {
  const runs: { from: number; to: number; count: number }[] = []
  let inRun = false
  for (const { 0: word, index } of text.matchAll(/[\p{L}\d]+/gu)) {
    // Numbers stand between the words of a numbered phrase.
    if (/^\d+$/.test(word)) continue
    const last = runs.at(-1)
    const to = index + word.length
    const isPhraseWord = phraseWords.has(word.toLowerCase())
    if (isPhraseWord && inRun && last) runs[runs.length - 1] = { ...last, to, count: last.count + 1 }
    else if (isPhraseWord) runs.push({ from: index, to, count: 1 })
    inRun = isPhraseWord
  }
  return runs
    .filter(({ count }) => count >= MIN_RUN)
    .reduceRight((rest, { from, to }) => rest.slice(0, from) + HIDDEN + rest.slice(to), text)
}

/** Takes out of a text everything that looks like a secret: phrases, seeds, labelled values, ciphertext. */
export function redactText(text: string): string {
  return hidePhrases(text)
    .replace(LABELLED, (_, label: string, between: string) => `${label}${between}${HIDDEN}`)
    .replace(HEX_KEY, (hex, _prefix, offset: number, whole: string) =>
      PUBLIC_BEFORE.test(whole.slice(Math.max(0, offset - 24), offset)) ? hex : HIDDEN,
    )
    .replace(LONG_BASE64, HIDDEN)
}

function withoutSecretFields(value: unknown, depth = 0): unknown {
  if (typeof value !== 'object' || value === null || value instanceof Error || depth > 4) return value
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => withoutSecretFields(item, depth + 1))
  if (Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      SECRET_FIELD.test(name) ? HIDDEN : withoutSecretFields(item, depth + 1),
    ]),
  )
}

/** A log line from a text and values, without secrets. */
export function redact(text: string, values: readonly unknown[] = []): string {
  const parts = values.map((value) =>
    typeof value === 'string'
      ? value
      : inspect(withoutSecretFields(value), { depth: 4, breakLength: Infinity }),
  )
  return redactText([text, ...parts].join(' '))
}
