import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { startEmbeddedNetwork } from '../chain/embedded/embedded.ts'
import { addDevAccount, passphrase, submitShown } from '../testing/accounts.ts'
import { startCore } from '../testing/core.ts'
import { makeFolder } from '../testing/folder.ts'
import { openLab } from '../testing/lab.ts'
import { startLyingProxy } from '../testing/lying-proxy.ts'
import { ainu, marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'
import { runtimePath } from '../testing/paths.ts'

const HOUR_MS = 3_600_000
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const AINU = 1_000_000_000_000n
const ALICE = '5GrwvaEF5zXb26Fz9rcQpDWS57CtERHpNehXCPcNoHGKutQY'
/** More than an index may be behind and count as present. */
const MANY = 100

const post = ({ tx }: Awaited<ReturnType<typeof openLab>>) =>
  tx['tasks']!['post']!({
    ...{ title: 'Long over', capability: 'echo', target: null, inputCid: CID, budget: 20n * AINU },
    ...{ trust: 'Optimistic', minReputation: -1_000, opensInMs: 0 },
    ...{ biddingMs: 12 * HOUR_MS, timeoutMs: 60_000, disputeWindowMs: 60_000 },
  })

/** A task is posted, much later it is taken back. Gives the hashes of the blocks from there on. */
async function goOn(dir: string): Promise<Set<string>> {
  const lab = await openLab({ dir })
  const alice = lab.key('//Alice')
  await lab.block([post(lab), alice])
  // Blocks are read many at a time.
  for (let i = 0; i < MANY; i++) await lab.block()
  const later = [await lab.block([lab.tx['tasks']!['cancel']!(0), alice])]
  while (later.length < MANY) later.push(await lab.block())
  lab.close()
  return new Set(later.map(({ hash }) => hash))
}

/** Keeps what happened in some blocks to itself until it is told to go on. */
function gateFor(kept: ReadonlySet<string>) {
  const { promise, resolve } = Promise.withResolvers<void>()
  const keep = async (answer: string, question: string) => {
    const { method, params } = (question ? JSON.parse(question) : {}) as {
      method?: string
      params?: unknown[]
    }
    if (method === 'state_queryStorageAt' && kept.has(String(params?.[1]))) await promise
    return answer
  }
  return { keep, open: resolve }
}

test('a core with much to read is ready, says so, pays, and nothing follows from what is long over', async () => {
  const folder = makeFolder()
  onTestFinished(() => folder.remove())
  const [dataDir, contentDir] = [join(folder.path, 'chain'), join(folder.path, 'content')]
  let network = await startEmbeddedNetwork({ dataDir, contentDir, runtimePath })
  const proxy = await startLyingProxy(network.url)
  let t = await startCore()
  onTestFinished(async () => {
    await t.remove()
    await proxy.stop()
    await network.stop()
  })
  await t.api.chain.switchNetwork({ kind: 'rpc', url: network.url })
  const bob = await addDevAccount(t, 'Bob')
  const did = await marketOf(t).host(bob, 'echo')
  // Content does not go through the gate.
  await t.api.chain.switchNetwork({ kind: 'rpc', url: proxy.url })
  await t.stop()
  await network.stop()

  const kept = await goOn(dataDir)
  const port = Number(new URL(network.url).port)
  network = await startEmbeddedNetwork({ dataDir, contentDir, runtimePath, port })
  const gate = gateFor(kept)
  proxy.set(gate.keep)
  rmSync(join(t.dataDir, 'index'), { recursive: true })
  t = await startCore({ dataDir: t.dataDir })
  const { api } = t
  const market = marketOf(t)
  await until('the posting is indexed', async () => (await api.tasks.list({})).items.length === 1)
  const { phase, chain } = await api.system.status({})
  expect(phase).toBe('ready')
  expect(chain!.lag).toBeGreaterThanOrEqual(MANY)

  // The index shows a task that anybody may bid on. The chain does not.
  expect(await market.task(0)).toMatchObject({ state: 'bidding' })
  const hosted = () =>
    until('the agent looked around', async () => {
      const agent = (await api.agents.hosted()).find((one) => one.did === did)
      return agent !== undefined && agent.heartbeatAt !== null && agent
    })
  expect(await hosted()).toMatchObject({ error: { code: 'index-behind' } })
  expect((await api.agents.decisions({ did })).items).toEqual([])

  // What is said by the index waits, with words; payments are made and followed to their end.
  await api.wallet.unlock({ address: bob, passphrase, minutes: 0 })
  const cancel = submitShown(t, { from: bob, action: { type: 'task.cancel', task: 0 } })
  await expect(cancel).rejects.toMatchObject({
    message: expect.stringMatching(/still reading .*: \d+ of \d+ blocks/),
  })
  const paid = await market.sign(bob, { type: 'transfer', to: ALICE, amount: ainu(1), keepAlive: true })
  expect(paid).toMatchObject({ status: 'finalized', error: null })
  expect((await api.chain.status()).lag).toBeGreaterThanOrEqual(MANY)
  expect((await api.tx.list({})).items.map(({ action }) => action)).not.toContain('tasks.bid')

  gate.open()
  await until('the index is caught up', async () => (await api.chain.status()).lag === 0)
  expect(await market.task(0)).toMatchObject({ state: 'cancelled' })
  await api.chain.switchNetwork({ kind: 'rpc', url: network.url })
  const next = await market.post(bob, 'afterwards', { biddingMs: 4_000 })
  expect(await market.reached(next, 'finalized')).toMatchObject({ outcome: 'paid' })
  expect((await api.agents.decisions({ did })).items.map(({ task }) => task)).not.toContain(0)
})
