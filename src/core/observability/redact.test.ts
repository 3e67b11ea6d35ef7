import { mnemonicGenerate } from '@polkadot/util-crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { devPhrase } from '../testing/accounts.ts'
import { makeFolder } from '../testing/folder.ts'
import { Secret } from '../wallet/secret.ts'
import { createLog } from './log.ts'
import { redact } from './redact.ts'

const seed = `0x${'8d'.repeat(32)}`

describe('redact', () => {
  it.each<[string, string, unknown[], string]>([
    ['a phrase', `imported ${devPhrase} for Alice`, [], 'bottom drive'],
    ['a phrase in capitals', devPhrase.toUpperCase(), [], 'BOTTOM'],
    ['a phrase over lines', devPhrase.replaceAll(' ', '\n'), [], 'drive'],
    ['a phrase among words', `the words were maybe ${devPhrase} and nothing else`, [], 'curtain'],
    ['a long phrase', mnemonicGenerate(24), [], ' '],
    ['a phrase with a typo', devPhrase.replace('smoke', 'smokee'), [], 'bottom'],
    ['a numbered phrase', devPhrase.replace(/ /g, ' 3. '), [], 'walk'],
    ['a seed', `bad seed ${seed}`, [], '8d8d'],
    ['a seed without 0x', seed.slice(2), [], '8d8d'],
    ['a labelled passphrase', 'passphrase=hunter22 rest', [], 'hunter22'],
    ['a passphrase in JSON', '{"passphrase":"hunter22"}', [], 'hunter22'],
    ['a field', 'call', [{ input: { passphrase: 'hunter22', name: 'x' } }], 'hunter22'],
    ['a nested field', 'call', [[{ a: { exportPassphrase: 'hunter22' } }]], 'hunter22'],
    ['a mnemonic field', 'call', [{ mnemonic: 'not really a phrase' }], 'not really'],
    ['bytes', 'key', [new Uint8Array([211, 212, 213])], '212'],
    ['a Secret', 'call', [new Secret('hunter22')], 'hunter22'],
    ['an error', 'failed', [new Error(`cannot read ${devPhrase}`)], 'curtain'],
    ['a token in an address', 'open http://127.0.0.1:1/?token=abcdef0123', [], 'abcdef0123'],
  ])('hides %s', (_, text, values, secret) => {
    const line = redact(text, values)
    if (line !== '[redacted]') expect(line).not.toContain(secret)
    expect(line).toMatch(/redacted|secret|3 bytes/)
  })

  it('leaves what is not secret', () => {
    const hash = `0x${'3c'.repeat(32)}`
    for (const text of [
      `block ${hash} is final`,
      `genesis hash: ${hash}`,
      'The quick brown fox jumps over the lazy dog while seven other animals look on from afar',
      'did:ainur:echo bid 5 AINU on task 12',
      '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY',
      'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy',
    ])
      expect(redact(text)).toBe(text)
  })
})

it('keeps the log clean everywhere: in memory, in the file and at the shell', () => {
  const folder = makeFolder()
  try {
    const seen: string[] = []
    const log = createLog({ dir: folder.path, shell: { log: ({ text }) => void seen.push(text) } })
    log.child('wallet').warn(`could not import ${devPhrase}`, { passphrase: 'hunter22' })
    const everywhere = [
      ...seen,
      ...log.recent(10).map(({ text }) => text),
      readFileSync(join(folder.path, 'core.log'), 'utf8'),
    ]
    expect(everywhere).toHaveLength(3)
    for (const text of everywhere) {
      expect(text).toContain('could not import [redacted]')
      expect(text).not.toMatch(/curtain|hunter22/)
    }
  } finally {
    folder.remove()
  }
})
