import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { english } from '../contract/words/english.ts'
import { german } from '../contract/words/german.ts'
import { Said } from '../contract/words/said.ts'
import { createSpeech } from '../contract/words/speech.ts'
import { Reason } from '../contract/common.ts'
import { reason, say, saidOf } from './words.ts'

type Texts = Map<string, string>
const textsOf = (catalogue: object, path: readonly string[] = []): [string, string][] =>
  Object.entries(catalogue).flatMap(([name, value]: [string, unknown]) =>
    typeof value === 'string'
      ? [[[...path, name].join(' '), value]]
      : textsOf(value as object, [...path, name]),
  )
const [en, de] = [english, german].map((catalogue): Texts => new Map(textsOf(catalogue))) as [Texts, Texts]
const placeholders = (text: string) => [...text.matchAll(/\{\{.*?\}\}/g)].map(([one]) => one).sort()

describe('the German catalogue', () => {
  test('has the texts of the English one, each with words', () => {
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort())
    expect([...de].filter(([, text]) => text.trim() === '')).toEqual([])
  })
  test('has the same facts in every text, in the same formats', () => {
    const different = [...en].filter(
      ([key, text]) => placeholders(de.get(key) ?? '').join() !== placeholders(text).join(),
    )
    expect(different).toEqual([])
  })
  test('is translated', () => {
    const words = (text: string) => text.replace(/\{\{.*?\}\}/g, '').match(/\p{L}+/gu) ?? []
    expect(
      [...en].filter(
        ([key, text]) =>
          de.get(key) === text && words(text).some((word) => word !== 'Stake' && word !== 'of'),
      ),
    ).toEqual([])
  })
})

test('every text is said somewhere', () => {
  const root = join(import.meta.dirname, '..')
  const sources = ['core', 'contract', 'main']
    .flatMap((layer) =>
      readdirSync(join(root, layer), { recursive: true, encoding: 'utf8' }).map((file) => join(layer, file)),
    )
    .filter(
      (file) =>
        file.endsWith('.ts') &&
        !file.endsWith('.test.ts') &&
        !/words\/\w+(\.de)?\.ts$/.test(file.replaceAll('\\', '/')),
    )
    .concat(join('contract', 'words', 'speech.ts'))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  const said = (text: string) => sources.includes(`'${text}'`)
  const patterns = [...sources.matchAll(/`([a-z]+\.[\w-]*\$\{[^`\n]*)`/g)].map(([, template = '']) => {
    const parts = template
      .split(/\$\{[^}]*\}/)
      .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, String.raw`\$&`))
    return new RegExp(`^${parts.join('[\\w-]+')}$`)
  })
  const codes = Object.entries(english).flatMap(([room, entries]) =>
    Object.keys(entries).map((name) => [room, name] as const),
  )
  const unused = codes.filter(
    ([room, name]) =>
      !said(`${room}.${name}`) &&
      !(room === 'reasons' && said(name)) &&
      !(room === 'fields' && (said(name) || sources.includes(`fields.${name}`))) &&
      !patterns.some((pattern) => pattern.test(`${room}.${name}`)),
  )
  expect(unused).toEqual([])
})

describe('speech', () => {
  const speak = createSpeech({ en: english, de: german })
  const said = (code: string, facts: Said['facts'] = {}): Said => ({ code, facts })

  test('writes facts as the text and the language want them', () => {
    const send = said('tx.send', { amount: '1234500000000000', to: '5Grw' })
    expect(speak('en').sentence(send)).toBe('Send 1,234.5 AINU to 5Grw')
    expect(speak('de').sentence(send)).toBe('1.234,5 AINU an 5Grw senden')
    const places = said('wallet.phrase-words', { places: ['1', '3', '5', '9', '12'], count: 5 })
    expect(speak('en').sentence(places)).toMatch(/^Words 1, 3, 5 and 2 more are/)
    expect(speak('de').sentence(places)).toMatch(/^Die Wörter 1, 3, 5 und 2 weitere stehen/)
    expect(speak('de').sentence(said('wallet.too-many-tries', { wait: 120_000 }))).toContain('in 2 Minuten')
    expect(
      speak('de').part(said('wallet.machine-key-other', { agents: [], file: 'k' }), 'consequence'),
    ).toMatch(/^Die Arbeitsschlüssel der Agenten hier lassen/)
    expect(speak('de').part(said('storage.doubt-lost', { since: 0 }), 'consequence')).toContain(
      'Einträge seit 1970-01-01 00:00 UTC fehlen',
    )
  })

  test('says what was said within something else in the same language', () => {
    const why = said('storage.full')
    expect(speak('de').sentence(said('reasons.bid-failed', { why }))).toBe('Das Laufwerk ist voll.')
    const tasks = [said('agents.task', { task: 3 }), said('agents.task', { task: 4 })]
    expect(speak('de').sentence(said('agents.in-hand', { agent: 'a', tasks }))).toBe(
      'a hat noch Arbeit: Aufgabe 3, Aufgabe 4.',
    )
  })

  test('takes facts as they are, whatever others wrote into them', () => {
    for (const title of ['{{budget}}', '$t(tx.send)', '$& $1', '<b>', '__proto__'])
      expect(speak('en').sentence(said('tasks.post', { budget: '0', title }))).toBe(
        `Put 0 AINU in escrow for the task "${title}"`,
      )
  })

  test('has no words for what no catalogue has', () => {
    for (const code of ['wallet.nothing', 'nothing', '', 'toString', 'wallet.constructor'])
      expect(speak('de').sentence(said(code))).toBeNull()
    expect(speak('en').part(said('tx.send', {}), 'remedy')).toBeNull()
  })

  test('a list that is longer than the contract takes is cut, not refused', () => {
    const blocks = Array.from({ length: 5_000 }, (_, n) => String(n))
    const damaged = say('chain.damaged-blocks', { blocks })
    expect(damaged.consequence).toContain('Blocks 0, 1, 2, 3, 4, 5, 6, 7, 8, 9 and 4990 more cannot')
    expect(Said.safeParse(saidOf(damaged)).success).toBe(true)
    const why = reason('nobody-bid', { agents: blocks })
    expect(Reason.safeParse(why).success).toBe(true)
    const all = reason('of-agents', { agents: blocks, count: blocks.length, why: why.said! })
    expect(Reason.safeParse(all).success).toBe(true)
  })

  test('what crosses the contract is checked', () => {
    const deep = said('agents.again', { what: said('agents.stray-money'), why: 'x', count: 0 })
    expect(Said.parse({ ...deep, message: 'left out' })).toEqual(deep)
    for (const bad of [
      { code: 1, facts: {} },
      { code: 'a', facts: { x: {} } },
      { code: 'a', facts: { x: true } },
    ])
      expect(Said.safeParse(bad).success).toBe(false)
  })
})
