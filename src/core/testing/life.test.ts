import { afterAll, beforeAll, expect, test } from 'vitest'
import { startCore, type TestCore } from './core.ts'
import { ainu, marketOf } from './market.ts'

// The whole life of a task on the embedded chain, through the contract alone.
let t: TestCore
beforeAll(async () => {
  t = await startCore()
}, 60_000)
afterAll(() => t.remove())

test('a task is bid on, done, checked and paid, and no money is lost', { timeout: 120_000 }, async () => {
  const market = marketOf(t)
  const [owner, submitter] = [await market.person('Owner'), await market.person('Submitter')]
  const did = await market.host(owner, 'echo')
  const task = await market.post(submitter, 'Hello, Ainur', { parameters: { change: 'uppercase' } })
  const detail = await market.reached(task, 'finalized')
  console.log(JSON.stringify(detail, null, 1))
  expect(detail).toMatchObject({ agent: did, outcome: 'paid', cause: 'window-passed', price: ainu(5) })
})
