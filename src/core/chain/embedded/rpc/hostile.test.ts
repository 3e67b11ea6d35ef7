import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { hostileRequests, play } from '../../../testing/hostile-requests.ts'
import { RuntimeCallTimeoutError } from '../errors.ts'
import { connect, optionsIn, startNetwork, temporaryFolder } from '../testing/network.ts'

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

/** A connection each: one that is kept may be closed by the chain while the test is busy. */
const headers = { 'content-type': 'application/json', connection: 'close' }
const known = () => [`Host: 127.0.0.1:${port}`, 'Content-Type: application/json']
const health = async () => {
  const body = JSON.stringify({ id: 1, method: 'system_health', params: [] })
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })
  return answer.status
}

test.for(['//', '/\\', 'http://[', 'http://evil.example/', '*'])(
  '%s is no address of the chain',
  async (target) => {
    const lines = (host: string) =>
      Buffer.from(`GET ${target} HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)
    expect(await play(port, { bytes: lines(`127.0.0.1:${port}`), then: 'wait' }, 5_000)).toEqual([400])
    for (const host of [
      'evil.example',
      `evil.example@127.0.0.1:${port}`,
      '127.0.0.1.evil.example',
      '0.0.0.0',
      '127.1',
    ])
      expect(await play(port, { bytes: lines(host), then: 'wait' }, 5_000)).toEqual([403])
  },
)

const ask = async (method: string, params: unknown[]) => {
  const body = JSON.stringify({ id: 1, method, params })
  const answer = await fetch(`http://127.0.0.1:${port}`, { method: 'POST', headers, body })
  return (await answer.json()) as { result?: string; error?: { code: number; message: string } }
}

test.for([
  'Core_execute_block',
  'Core_initialize_block',
  'BlockBuilder_apply_extrinsic',
  'BlockBuilder_finalize_block',
  'OffchainWorkerApi_offchain_worker',
  'GenesisBuilder_build_state',
  'SessionKeys_generate_session_keys',
])('%s is not called for clients', async (name) => {
  expect((await ask('state_call', [name, '0x'])).error).toMatchObject({
    code: -32601,
    message: `${name} is for who makes blocks`,
  })
})

test('a dry run of thousands of calls that each tell of an event is done, and a greater one refused', async () => {
  // utility.batch of batches of system.remark_with_event(''): whoever asks pays nothing.
  await using client = await connect(network.url)
  const { tx } = client.api
  const many = (n: number) =>
    tx['utility']!['batch']!(Array.from({ length: n }, () => tx['system']!['remarkWithEvent']!('0x')))
  const signer = Buffer.alloc(32, 1)
  const dryRun = (batches: number) => {
    const calls = tx['utility']!['batch']!(Array.from({ length: batches }, () => many(4_000))).method.toU8a()
    return ask('state_call', ['DryRunApi_dry_run', `0x${Buffer.concat([signer, calls]).toString('hex')}`])
  }
  expect((await dryRun(4)).result).toBe('0x00')
  expect((await dryRun(30)).error?.code).toBe(-32602)
  expect(network.status().restarts).toBe(0)
  // Seconds of work where the machine is free.
})

test('a call that a client asked for and that does not end is none of the chain’s troubles', () => {
  const byClient = (method: string) => new RuntimeCallTimeoutError(method, 10_000, 1).byClient
  expect(
    ['DryRunApi_dry_run', 'TaggedTransactionQueue_validate_transaction', 'Metadata_metadata'].every(byClient),
  ).toBe(true)
  expect(
    ['Core_initialize_block', 'BlockBuilder_apply_extrinsic', 'GenesisBuilder_build_state'].some(byClient),
  ).toBe(false)
})

test('nothing that a program sends ends the chain, and nothing wrong goes well', async () => {
  const trials = fc.sample(hostileRequests(known()), { seed: 11, numRuns: 400 })
  for (let i = 0; i < trials.length; i += 20) {
    const statuses = await Promise.all(trials.slice(i, i + 20).map((each) => play(port, each, 400)))
    expect(statuses.flat().filter((status) => status >= 500)).toEqual([])
    expect(await health()).toBe(200)
  }
  expect(network.status().restarts).toBe(0)
})
