import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'
import { until } from '../testing/until.ts'

// What agents say of an input before a task is posted: those hosted here, and those of others by their manifest.
let t: TestCore
let bob: Outsider
let here: string
const elsewhere = 'did:ainur:elsewhere'

beforeAll(async () => {
  t = await startCore()
  const market = marketOf(t)
  bob = await outsider((await t.api.chain.status({})).url!)
  here = await market.host(await market.person('Owner'), 'summarizer')
  const { manifestCid } = await t.api.agents.get({ did: here })
  await bob.register(elsewhere, manifestCid, ainu(1), 'summarize')
  await until('both are known', async () => (await t.api.agents.list({})).items.length === 2)
})
afterAll(async () => {
  await bob.close()
  await t.remove()
})

const wanted = { capability: 'summarize', target: null }
type Input = { mediaType: string; size: number; parameters: Record<string, string | number> }
async function reasons(did: string, part: Partial<Input>) {
  const input = { mediaType: 'text/plain', size: 100, parameters: {}, ...part }
  const asked = { ...wanted, ...(did === elsewhere && { target: did }), budget: ainu(9), input }
  const { candidates } = await t.api.tasks.outlook(asked)
  return candidates.find((one) => one.did === did)!.reasons.map(({ code }) => code)
}

test('agents of one program make one offer', async () => {
  const { known, unknown } = await t.api.tasks.offers(wanted)
  expect(known).toMatchObject([
    { title: 'Summarizer', capability: { name: 'summarize', input: ['text/plain', 'text/markdown'] } },
  ])
  expect(unknown).toBe(0)
  expect((await t.api.tasks.offers({ ...wanted, target: elsewhere })).known).toMatchObject([
    { did: elsewhere, title: 'Summarizer' },
  ])
})

test.each([
  ['the usual', {}, []],
  ['capitals and a charset', { mediaType: 'TEXT/Markdown; charset=UTF-16' }, []],
  ['a picture', { mediaType: 'image/png' }, ['media-type-not-accepted']],
  ['options', { parameters: { sentences: 3, format: 'plain' } }, []],
  ['no number', { parameters: { sentences: 'three' } }, ['parameters-invalid']],
  ['two that exclude each other', { parameters: { sentences: 3, ratio: 0.1 } }, ['parameters-invalid']],
  ['an unknown option', { parameters: { language: 'de' } }, ['parameters-invalid']],
  ['a film', { mediaType: 'video/mp2t', size: 17_000_000 }, ['input-too-large', 'media-type-not-accepted']],
])('%s is answered alike here and elsewhere', async (_, input, expected) => {
  for (const did of [here, elsewhere]) expect(await reasons(did, input)).toEqual(expected)
})
