import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileRequests, play } from '../../../testing/hostile-requests.ts'
import { optionsIn, startNetwork, temporaryFolder } from '../testing/network.ts'

let network: Awaited<ReturnType<typeof startNetwork>>
const folder = temporaryFolder()
let port: number

beforeAll(async () => {
  network = await startNetwork(optionsIn(folder.path))
  port = Number(new URL(network.url).port)
})
afterAll(async () => {
  await network[Symbol.asyncDispose]()
  await folder[Symbol.asyncDispose]()
})

const known = () => [`Host: 127.0.0.1:${port}`, 'Content-Type: application/json']
const health = async () => {
  const body = JSON.stringify({ id: 1, method: 'system_health', params: [] })
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  return answer.status
}

test.for(['//', '/\\', 'http://[', 'http://evil.example/', '*'])('%s is no address of the chain', async (target) => {
  const lines = (host: string) => Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
  expect(await play(port, { bytes: lines(`127.0.0.1:${port}`), then: 'wait' }, 5_000)).toEqual([400])
  for (const host of ['evil.example', `evil.example@127.0.0.1:${port}`, '127.0.0.1.evil.example', '0.0.0.0', '127.1'])
    expect(await play(port, { bytes: lines(host), then: 'wait' }, 5_000)).toEqual([403])
})

test('nothing that a program sends ends the chain, and nothing wrong goes well', async () => {
  const trials = fc.sample(hostileRequests(known()), { seed: 11, numRuns: 400 })
  for (let i = 0; i < trials.length; i += 20) {
    const statuses = await Promise.all(trials.slice(i, i + 20).map((each) => play(port, each, 400)))
    expect(statuses.flat().filter((status) => status >= 500)).toEqual([])
    expect(await health()).toBe(200)
  }
  expect(network.status().restarts).toBe(0)
}, 60_000)
