import { unixfs } from '@helia/unixfs'
import { Keyring } from '@polkadot/keyring'
import { createHeliaLight } from 'helia'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { credentialOf } from '../content/credential.ts'
import { startCore, type TestCore } from '../testing/core.ts'
import { marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'

// Whoever posts a task writes its input document. What that says of the data must not cost the agent its bond.
let t: TestCore
let market: ReturnType<typeof marketOf>
let owner: string
let echo: string

beforeAll(async () => {
  t = await startCore()
  market = marketOf(t)
  owner = await market.person('Owner')
  echo = await market.host(owner, 'echo')
})
afterAll(() => t.remove())

/** Puts what is made into the network's gateway, block by block, as any account of the chain can. */
async function publish(make: (files: ReturnType<typeof unixfs>) => Promise<unknown>): Promise<string> {
  const helia = createHeliaLight()
  const cid = String(await make(unixfs(helia)))
  const { url, genesisHash } = await t.api.chain.status({})
  const origin = url!.replace(/^ws/, 'http')
  const bob = new Keyring({ type: 'sr25519' }).addFromUri('//Bob')
  for await (const block of helia.blockstore.getAll()) {
    const parts: Uint8Array[] = []
    for await (const part of block.bytes) parts.push(part)
    const answer = await fetch(new URL(`/ipfs/${block.cid.toString()}?format=raw`, origin), {
      method: 'PUT',
      headers: {
        'content-type': 'application/vnd.ipld.raw',
        authorization: credentialOf(bob, genesisHash!, block.cid.toString()),
      },
      body: Buffer.concat(parts),
    })
    expect(answer.ok).toBe(true)
  }
  return cid
}

test.each([
  [
    'has more bytes than the sandbox takes',
    'input-too-large',
    () => publish((files) => files.addBytes(new Uint8Array(16 * 1024 * 1024 + 1))),
  ],
  [
    'is no text by its bytes',
    'input-not-a-text',
    () => publish((files) => files.addBytes(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0]))),
  ],
  ['is blank', 'input-blank', () => publish((files) => files.addBytes(Buffer.from(' \r\n ')))],
  ['is a folder', 'input-not-a-file', () => publish((files) => files.addDirectory())],
  [
    'is nowhere',
    'content-unavailable',
    () => Promise.resolve('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'),
  ],
])('an input that %s is refused, whatever its document says', async (_, code, make) => {
  const document = {
    schema: 'ainur/task-input@1',
    data: await make(),
    mediaType: 'text/plain',
    name: null,
    size: 5,
    parameters: {},
  }
  const base64 = Buffer.from(JSON.stringify(document)).toString('base64')
  const { cid } = await t.api.content.add({ base64, mediaType: 'application/json' })
  const task = await market.post(owner, code, { inputCid: cid, biddingMs: 600_000 })
  const decision = await until('a decision', async () => {
    const { items } = await t.api.agents.decisions({ did: echo, task })
    return items[0] ?? null
  })
  expect(decision).toMatchObject({ decision: 'refused', reasons: [{ code }] })
  expect((await market.task(task)).refusals).toMatchObject([{ did: echo, reasons: [{ code }] }])
  expect((await market.task(task)).bidList).toEqual([])
})
