import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Action } from '../../contract/actions.ts'
import { Capability } from '../../contract/common.ts'
import { PlainText, Title } from '../../contract/text.ts'
import { openLab, type Lab, type Signed } from '../testing/lab.ts'
import { resourcesDir } from '../testing/paths.ts'

// What the application lets people sign, the chain takes, and what it does not, nobody else can sign either.
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const DID = 'did:ainur:disputed'
const AINU = 1_000_000_000_000n
const A_BLOCK = 40

let lab: Lab
beforeAll(async () => {
  lab = await openLab()
})
afterAll(() => lab.close())

const post = (title: string, capability: string): Signed => [
  lab.tx['tasks']!['post']!({
    ...{ title, capability, target: null, inputCid: CID, budget: AINU, trust: 'Optimistic' },
    ...{ minReputation: 0, opensInMs: 0, biddingMs: 60_000, timeoutMs: 60_000, disputeWindowMs: 60_000 },
  }),
  lab.key('//Alice'),
]

/** Why the chain refuses each of the calls; null where it does not. */
async function refusals(calls: readonly Signed[]): Promise<(string | null)[]> {
  const why: (string | null)[] = []
  for (let from = 0; from < calls.length; from += A_BLOCK) {
    const { events } = await lab.block(...calls.slice(from, from + A_BLOCK))
    // The first extrinsic of a block is its time.
    const outcomes = events.filter(
      ({ extrinsic, name }) => extrinsic !== 0 && /^Extrinsic(Success|Failed)$/.test(name),
    )
    why.push(
      ...outcomes.map(({ name, data }) =>
        name === 'ExtrinsicSuccess' ? null : JSON.stringify(data['dispatchError']),
      ),
    )
  }
  return why
}

/** Whether the chain takes each of the calls. */
const taken = async (calls: readonly Signed[]) => (await refusals(calls)).map((why) => why === null)

const nasty = fc.constantFrom(
  ...['\u0000', '\t', '\n', '\u007f', '\u0085', '\u00a0', '\u00ad', '\u0301', '\u034f', '\u061c', '\u115f'],
  ...['\u180e', '\u200b', '\u200d', '\u200e', '\u2028', '\u202e', '\u202f', '\u2066', '\u2800', '\u3000'],
  ...[
    '\u3164',
    '\ufe0f',
    '\ufeff',
    '\uffa0',
    '\ufff0',
    '\u{e0041}',
    '\u{e0100}',
    '\ue000',
    '\u{e0069}',
    '\ufff9',
    '\u{1d173}',
    '\u17b4',
    '\u0378',
    'a',
    '👩',
  ],
)
const texts = fc.oneof(
  fc.string({ unit: nasty, maxLength: 4 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.string({ unit: fc.constantFrom('x', 'é', '👩', '\u0301'), minLength: 198, maxLength: 202 }),
)

test('a title that the application takes is taken by the chain, and no other', async () => {
  const titles = fc
    .sample(texts, { numRuns: 300, seed: 9 })
    .map((text) => text.trim())
    .filter((text) => new TextEncoder().encode(text).length <= 800 && text.isWellFormed())
  const verdicts = await taken(titles.map((title) => post(title, 'echo')))
  const different = titles.filter((title, i) => Title.safeParse(title).success !== verdicts[i])
  expect(different.map((title) => JSON.stringify(title))).toEqual([])
  expect(verdicts).toContain(true)
  expect(verdicts).toContain(false)
})

test('the same of a capability', async () => {
  const words = fc
    .sample(
      fc.oneof(
        fc.string({ unit: fc.constantFrom('a', '0', '-', 'A', '.', '_', ' ', 'é'), maxLength: 5 }),
        fc.string({ unit: fc.constantFrom('a', '-'), minLength: 30, maxLength: 34 }),
      ),
      { numRuns: 300, seed: 9 },
    )
    .filter((word) => new TextEncoder().encode(word).length <= 32)
  const verdicts = await taken(words.map((word) => post('A task', word)))
  const different = words.filter((word, i) => Capability.safeParse(word).success !== verdicts[i])
  expect(different).toEqual([])
  expect(verdicts).toContain(true)
  expect(verdicts).toContain(false)
})

/** A task whose result waits to be disputed. */
async function delivered(): Promise<number> {
  const bob = lab.key('//Bob')
  const { agents, tasks } = lab.tx as Record<string, (typeof lab.tx)[string]>
  await lab.block([agents!['register']!(DID, ['echo'], AINU, CID, 10n * AINU), bob])
  const { events } = await lab.block(post('To dispute', 'echo'))
  const id = events.find(({ name }) => name === 'TaskCreated')!.data['task'] as number
  await lab.block([tasks!['bid']!(id, DID, AINU), bob])
  await lab.pass(60_000)
  await lab.block([tasks!['start']!(id), bob])
  await lab.block([tasks!['submitResult']!(id, CID, `0x${'00'.repeat(32)}`, CID, 1), bob])
  return id
}

test('the same of the reason of a dispute', async () => {
  const task = await delivered()
  const reasons = fc
    .sample(
      fc.oneof(
        texts,
        fc.string({ unit: nasty, maxLength: 4 }).map((text) => `x${text}y`),
      ),
      {
        numRuns: 300,
        seed: 9,
      },
    )
    .map((text) => text.trim())
    .filter((text) => new TextEncoder().encode(text).length <= 512 && text.isWellFormed())
  const { tasks, utility } = lab.tx
  // The second dispute takes the first one back; where the reason is refused, it is not come to.
  const twice = (reason: string): Signed => [
    utility!['batchAll']!([tasks!['dispute']!(task, reason), tasks!['dispute']!(task, 'again')]),
    lab.key('//Alice'),
  ]
  const [cameToTheSecond, ...why] = await refusals(['It is empty.', ...reasons].map(twice))
  const chain = why.map((each) => each === cameToTheSecond)
  const different = reasons.filter(
    (reason, i) => Action.safeParse({ type: 'task.dispute', task, reason }).success !== chain[i],
  )
  expect(different.map((reason) => JSON.stringify(reason))).toEqual([])
  expect(chain).toContain(true)
  expect(chain).toContain(false)
})

test('both have the same table of characters that are not seen', () => {
  const rust = readFileSync(join(resourcesDir, '../chain/primitives/src/unseen.rs'), 'utf8')
  const ranges = [...rust.matchAll(/\(0x([0-9a-f]+), 0x([0-9a-f]+)\)/g)].map(([, from, to]) => [
    Number.parseInt(from!, 16),
    Number.parseInt(to!, 16),
  ])
  const unseen = new Set(
    ranges.flatMap(([from, to]) => Array.from({ length: to! - from! + 1 }, (_, i) => from! + i)),
  )
  const different: number[] = []
  for (let code = 0x21; code <= 0x10ffff; code++) {
    // Halves of characters are no text; what is hidden is refused before anybody asks whether it is seen.
    if (code >= 0xd800 && code <= 0xdfff) continue
    const beside = PlainText.safeParse(`x${String.fromCodePoint(code)}`).success
    if (!beside) continue
    if (PlainText.safeParse(String.fromCodePoint(code)).success === unseen.has(code)) different.push(code)
  }
  expect(different).toEqual([])
})
