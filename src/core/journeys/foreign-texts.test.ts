import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from '../testing/core.ts'
import { outsider, type Outsider } from '../testing/outsider.ts'
import { until } from '../testing/until.ts'

// What people write for others on the chain, with or without Ainur.
let t: TestCore
let bob: Outsider

beforeAll(async () => {
  t = await startCore()
  bob = await outsider((await t.api.chain.status({})).url!)
})
afterAll(async () => {
  await bob.close()
  await t.remove()
})

test('what Ainur would not write is shown like everything else, and takes no list away', async () => {
  const odd = 'did:ainur:odd-manifest'
  expect(
    await bob.attempt([
      bob.posting({ title: 'odd input', inputCid: 'X' }),
      bob.posting({ title: 'odd least', minReputation: -(2n ** 63n) }),
      bob.posting({ title: 'odd most', minReputation: 2n ** 63n - 1n }),
      bob.registering(odd, { capability: 'odd-one', manifestCid: 'X' }),
    ]),
  ).toEqual([null, null, null, null])
  await until(
    'they are indexed',
    async () => (await t.api.agents.list({ text: 'odd-manifest' })).items.length === 1,
    () => t.api.agents.list({}),
  )
  expect((await t.api.tasks.list({ text: 'odd most' })).items).toMatchObject([
    { minReputation: Number.MAX_SAFE_INTEGER },
  ])
  expect((await t.api.tasks.list({ text: 'odd least' })).items).toMatchObject([
    { minReputation: Number.MIN_SAFE_INTEGER },
  ])
  const { items } = await t.api.tasks.list({ text: 'odd input' })
  expect(items).toMatchObject([{ inputCid: 'X' }])
  expect(await t.api.tasks.get({ task: items[0]!.id })).toMatchObject({ input: null })
  expect(await t.api.agents.get({ did: odd })).toMatchObject({ manifestCid: 'X', title: null })
})

test('what would mislead a reader is refused by the chain, whoever signs it', async () => {
  expect(
    await bob.attempt([
      bob.posting({ title: 'Summary \u202e fdp.exe' }),
      bob.posting({ title: '\u2800' }),
      bob.posting({ capability: 'odd one' }),
      bob.registering('did:ainur:odd-capability', { capability: '\u0435cho' }),
    ]),
  ).toEqual(['InvalidTitle', 'InvalidTitle', 'InvalidCapability', 'BadCapabilities'])
})
