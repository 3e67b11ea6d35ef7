import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { WasmManifest } from '../../../src/contract/manifest.ts'
import { createSandbox } from '../../../src/core/sandbox/sandbox.ts'
import { temporaryFolder } from '../../../src/core/sandbox/testing/fixtures.ts'
import { defaultLimits, type Execution } from '../../../src/core/sandbox/types.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const sandbox = createSandbox({ cacheDir: temporaryFolder() })
afterAll(() => sandbox.stop())

async function run(
  text: string | Uint8Array,
  parameters: object = {},
  mediaType = 'text/plain',
  limits = defaultLimits,
): Promise<Execution> {
  const component = await sandbox.prepare(
    readFileSync(join(import.meta.dirname, '../../../resources/agents/summarizer/summarizer.wasm')),
  )
  const task = {
    taskId: 'summary',
    capability: 'summarize',
    mediaType,
    data: typeof text === 'string' ? Buffer.from(text) : text,
    parameters: JSON.stringify(parameters),
  }
  return sandbox.run(component, task, limits)
}
const words = (execution: Execution) =>
  execution.outcome.kind === 'ok'
    ? new TextDecoder().decode(execution.outcome.data)
    : JSON.stringify(execution.outcome)
const bullets = (markdown: string) =>
  markdown
    .split('\n')
    .filter((line) => line.startsWith('- '))
    .map((line) => line.slice(2))
/** As the agent sees it: lines joined, dashes drawn. */
const flat = (text: string) => text.replaceAll(/\s+/g, ' ').replaceAll('--', '—')

describe.each([
  ['federalist-10.txt', 'FEDERALIST No. 10', ['faction'], 'two methods of curing the mischiefs of faction'],
  [
    'civil-disobedience.txt',
    'On the Duty of Civil Disobedience',
    ['government'],
    'Government is at best but an expedient',
  ],
  [
    'origin-of-species-introduction.txt',
    'ON THE ORIGIN OF SPECIES',
    ['species'],
    'each species had not been independently created',
  ],
])('%s', (file, title, keyWords, thesis) => {
  const text = read(file)

  it('is summarized in whole sentences of the original, with its thesis among them', async () => {
    const execution = await run(text, { sentences: 5 })
    const summary = words(execution)
    expect(execution.outcome).toMatchObject({ kind: 'ok', mediaType: 'text/markdown' })
    expect(summary.startsWith(`# ${title}\n`)).toBe(true)
    const picked = bullets(summary)
    expect(picked).toHaveLength(5)
    for (const sentence of picked) {
      expect(flat(text)).toContain(sentence)
      expect(sentence).toMatch(/^[A-Z].*[.!?]['"”’)]*$/)
    }
    const places = picked.map((sentence) => flat(text).indexOf(sentence))
    expect(places).toEqual([...places].sort((a, b) => a - b))
    expect(summary).toContain(thesis)
    for (const word of keyWords) expect(summary.split('**Key words:**')[1]).toContain(word)
  })

  it('gives the same bytes and uses the same fuel again', async () => {
    const [first, second] = [await run(text, { ratio: 0.1 }), await run(text, { ratio: 0.1 })]
    expect(second.outcome).toEqual(first.outcome)
    expect(second.fuelUsed).toBe(first.fuelUsed)
  })
})

describe('parameters', () => {
  const text = read('civil-disobedience.txt')

  it('choose length and form', async () => {
    expect(bullets(words(await run(text, { sentences: 2 })))).toHaveLength(2)
    const plain = await run(text, { sentences: 3, format: 'plain' })
    expect(plain.outcome).toMatchObject({ kind: 'ok', mediaType: 'text/plain' })
    expect(words(plain)).not.toContain('- ')
    const all = bullets(words(await run(text, { ratio: 1 })))
    expect(all.length).toBeGreaterThan(40)
    const few = bullets(words(await run(text)))
    expect(few.length).toBeGreaterThanOrEqual(3)
    expect(few.length).toBeLessThanOrEqual(8)
  })

  it.each([
    { sentences: 0 },
    { ratio: 2 },
    { sentences: 2, ratio: 0.5 },
    { language: 'de' },
    { sentences: 'five' },
  ])('that make no sense are refused: %j', async (parameters) => {
    expect((await run(text, parameters)).outcome).toMatchObject({ kind: 'error', code: 'invalid-input' })
  })
})

describe('inputs', () => {
  it('that are no text are refused', async () => {
    expect((await run('')).outcome).toMatchObject({ kind: 'error', code: 'invalid-input' })
    expect((await run('x', {}, 'image/png')).outcome).toMatchObject({ kind: 'error', code: 'unsupported' })
  })

  const flood = [
    'The river rose by two metres in one night.',
    'Nobody in the village had seen such a flood.',
    'The café by the bridge lost its tables.',
  ]
  const text = flood.join('\r\n\r\n')
  const utf16 = Buffer.from(text, 'utf16le')
  const latin = Buffer.from(text, 'latin1')
  it.each([
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`), 'text/plain'],
    ['UTF-16LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le'), 'text/plain'],
    ['UTF-16BE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(), 'text/plain;charset=utf-16'],
    ['UTF-16LE', utf16, 'text/plain; charset=UTF-16LE'],
    ['UTF-16BE', Buffer.from(utf16).swap16(), 'text/markdown;charset="utf-16be"'],
    ['ISO-8859-1', latin, 'text/plain;charset=iso-8859-1'],
    ['Windows-1252', latin, 'text/plain;format=flowed;charset=windows-1252'],
    ['Windows-1252 without a word', latin, 'text/plain'],
    ['UTF-8 under a name in capitals', Buffer.from(text), 'TEXT/PLAIN; CHARSET=utf-8'],
  ])('in %s are decoded', async (_, data, mediaType) =>
    expect(bullets(words(await run(data, { ratio: 1 }, mediaType)))).toEqual(flood),
  )

  it('of one word are their own summary', async () => expect(bullets(words(await run('x')))).toEqual(['x']))

  it('in Japanese are cut where its sentences end', async () => {
    const sentences = ['川の水が一晩で二メートル上がった。', '村の誰もそのような洪水を見たことがなかった。']
    expect(bullets(words(await run(sentences.join(''), { ratio: 1 })))).toEqual(sentences)
  })

  it.each([
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]), '', 'This is no text'],
    ['half a character', Buffer.from([0xff, 0xfe, 0x61]), '', 'The text is not UTF-16LE'],
    ['an unknown charset', Buffer.from(text), ';charset=klingon', 'The charset “klingon” is not known'],
  ])('that are %s are refused in words', async (_, data, charset, said) => {
    const { outcome } = await run(data, {}, `text/plain${charset}`)
    expect(outcome).toMatchObject({ kind: 'error', code: 'invalid-input' })
    expect(outcome).toHaveProperty('message', expect.stringContaining(said))
  })

  it('in Markdown lose their marks', async () => {
    const text = `# Bees\n\n## Why they matter\n\nThe [honey bee](https://bees.example) **pollinates** a third of the plants that people eat. A hive has one queen.\n\n\`\`\`\nlet x = 1\n\`\`\`\n`
    const summary = words(await run(text, { sentences: 2 }, 'text/markdown'))
    expect(summary).toContain('# Bees')
    expect(bullets(summary)).toEqual([
      'The honey bee pollinates a third of the plants that people eat.',
      'A hive has one queen.',
    ])
  })

  it('of half a megabyte fit the limits', async () => {
    const text = Array.from({ length: 14 }, (_, i) =>
      read('federalist-10.txt').replaceAll('faction', `faction${i}`),
    ).join('\n\n')
    const long = `${text}\n\n${text.replaceAll('liberty', 'freedom')}`
    expect(long.length).toBeGreaterThan(500_000)
    expect((await run(long, { sentences: 5 })).outcome.kind).toBe('ok')
  }, 60_000)
})

/** Texts of the greatest length that is taken, made to be as much work as they can. */
describe('a megabyte', () => {
  const fill = (unit: (number: number) => string) => {
    const parts: string[] = []
    for (let length = 0, number = 0; ; number++) {
      const part = unit(number)
      length += Buffer.byteLength(part)
      if (length > 1024 * 1024) return parts.join('')
      parts.push(part)
    }
  }
  const wide = Array.from({ length: 80 }, (_, i) => `w${i.toString(36)}rd`).join(' ')
  const within = JSON.parse(readFileSync(join(import.meta.dirname, '../agent.json'), 'utf8')) as WasmManifest

  it.each([
    ['sentences of one word, all alike', () => 'Word. '],
    ['sentences of one word, all different', (i: number) => `Word${i.toString(36)}. `],
    ['long sentences, all alike', () => `The ${wide}. `],
    [
      'longer sentences, all alike',
      () => `The ${wide} ${wide.replaceAll('w', 'v')} ${wide.replaceAll('w', 'u')}. `,
    ],
    ['words without an end of a sentence', (i: number) => `w${i.toString(36)} `],
    ['one word', () => 'a'],
    ['Chinese', () => '中文没有空格，也没有英文的句号。'],
    ['Russian', () => 'Это предложение на русском языке. '],
    ['open brackets', () => '[a]( '],
  ])('of %s stays within the limits', async (_, unit) => {
    const text = fill(unit)
    for (const [parameters, mediaType] of [
      [{ ratio: 1 }, 'text/plain'],
      [{ sentences: 100 }, 'text/markdown'],
    ] as const) {
      const execution = await run(text, parameters, mediaType, { ...defaultLimits, ...within.limits })
      expect(execution.outcome).toMatchObject({ kind: 'ok' })
      // Room for a slower way through the same rules.
      expect(BigInt(execution.fuelUsed) * 3n).toBeLessThan(BigInt(within.limits.fuel) * 2n)
    }
  })

  it('keeps every sentence when all are asked for', async () => {
    const text = fill((i) => `Word${i.toString(36)} number${i}. `)
    const plain = words(await run(text, { ratio: 1, format: 'plain' }))
    expect(plain.trim().split(' ')).toEqual(text.trim().split(' '))
  })
})
