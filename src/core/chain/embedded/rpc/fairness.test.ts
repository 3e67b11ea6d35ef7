import { once } from 'node:events'
import { Keyring } from '@polkadot/keyring'
import type { KeyringPair } from '@polkadot/keyring/types'
import { afterEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { until } from '../../../testing/until.ts'
import { serveNetwork } from '../testing/served.ts'

const { url, api, http, ask, headers } = serveNetwork()

const signer = (uri: string) => new Keyring({ type: 'sr25519' }).addFromUri(uri)

const opened: WebSocket[] = []
afterEach(() => {
  for (const socket of opened.splice(0)) socket.terminate()
})

async function open(more: Readonly<Record<string, string>> = {}): Promise<WebSocket> {
  const socket = new WebSocket(url(), { headers: more })
  opened.push(socket)
  await once(socket, 'open')
  return socket
}
const request = (id: number, method: string, params: unknown[] = []) =>
  JSON.stringify({ jsonrpc: '2.0', id, method, params })

/** Ids of the requests that a socket had answers to, in their order. */
function answersOf(socket: WebSocket): number[] {
  const ids: number[] = []
  socket.on('message', (data) => {
    const { id } = JSON.parse(String(data)) as { id?: number }
    if (id !== undefined) ids.push(id)
  })
  return ids
}

/** Transfers of one account, signed in their order. */
async function transfers(from: KeyringPair, count: number) {
  const first = (await api().rpc.system.accountNextIndex(from.address)).toNumber()
  const to = signer('//Bob').address
  return Promise.all(
    Array.from({ length: count }, (_, i) =>
      api().tx['balances']!['transferKeepAlive']!(to, 10n ** 12n).signAsync(from, { nonce: first + i }),
    ),
  )
}

/** Sends all at once; answers how many of them told their events as in a block, and how many as final. */
async function sendAndCount(all: Awaited<ReturnType<typeof transfers>>) {
  const heard = { inBlock: 0, finalized: 0 }
  await Promise.all(
    all.map(
      (tx) =>
        new Promise<void>((resolve, reject) => {
          tx.send(({ status, isError, events }) => {
            if (isError) reject(new Error(status.type))
            if (status.isInBlock && events.length > 0) heard.inBlock++
            if (status.isFinalized) resolve(void heard.finalized++)
          }).catch(reject)
        }),
    ),
  )
  return heard
}

test('a client hears of every transaction that it is in a block before it hears that it is final', async () => {
  expect(await sendAndCount(await transfers(signer('//Alice'), 200))).toEqual({
    inBlock: 200,
    finalized: 200,
  })
}, 120_000)

test('so does a client that is busy with something else', async () => {
  let busy = true
  const ticks = setInterval(() => {
    const end = performance.now() + 150
    while (performance.now() < end);
  }, 200)
  const asking = (async () => {
    while (busy) await api().rpc.system.health()
  })()
  expect(await sendAndCount(await transfers(signer('//Charlie'), 40))).toEqual({ inBlock: 40, finalized: 40 })
  clearInterval(ticks)
  busy = false
  await asking
}, 120_000)

test('what one client asks for in a burst does not hold up another', async () => {
  const burst = await transfers(signer('//Dave'), 400)
  const [many, one] = [await open(), await open()]
  const [answered, other] = [answersOf(many), answersOf(one)]
  burst.forEach((tx, i) => many.send(request(i, 'author_submitExtrinsic', [tx.toHex()])))
  await until('the answers', async () => answered.length > 0)
  one.send(request(1, 'system_health'))
  await until('the answers', async () => other.length === 1)
  expect(answered.length).toBeLessThan(burst.length)
  await until('the answers', async () => answered.length === burst.length)
  expect(new Set(answered).size).toBe(burst.length)
}, 120_000)

test('a client that asks without end is not read further, and answered in the end', async () => {
  const socket = await open()
  const answered = answersOf(socket)
  const count = 20_000
  for (let i = 0; i < count; i++) socket.send(request(i, 'system_health'))
  await until('the answers', async () => answered.length === count)
  expect(answered.every((id, i) => id === i)).toBe(true)
}, 60_000)

/** How an upgrade is answered that is refused. */
async function refusal(): Promise<number> {
  const socket = new WebSocket(url()).on('error', () => {})
  opened.push(socket)
  const [, response] = (await once(socket, 'unexpected-response')) as [unknown, { statusCode: number }]
  return response.statusCode
}

async function ready(socket: WebSocket): Promise<WebSocket> {
  const answered = answersOf(socket)
  socket.send(request(1, 'system_health'))
  await until('an answer', async () => answered.length > 0)
  return socket
}

test('silent clients make room, others keep theirs, and the application always has a place', async () => {
  const silent: WebSocket[] = []
  while (silent.length < 300) silent.push(await open())
  await until('the first ones are gone', async () => silent[0]!.readyState === WebSocket.CLOSED)
  const busy: WebSocket[] = []
  // One is that of polkadot.js.
  while (busy.length < 255) busy.push(await ready(await open()))
  expect(silent.every(({ readyState }) => readyState !== WebSocket.OPEN)).toBe(true)
  expect(await refusal()).toBe(503)
  await ready(await open(headers()))
  expect(await refusal()).toBe(503)
  expect(busy.every(({ readyState }) => readyState === WebSocket.OPEN)).toBe(true)
})

test('a socket with too many unanswered requests is not read further', async () => {
  const socket = await open()
  const answered = answersOf(socket)
  // Each is longer than a thousandth of what is read at once, and takes longer to answer than to read.
  const bytes = `0x${'00'.repeat(1_000)}`
  for (let id = 0; id < 2_000; id++) socket.send(request(id, 'state_call', ['Core_version', bytes]))
  socket.ping()
  await once(socket, 'pong')
  // What stood before the ping was answered but for what may wait, and what one piece of reading may hold.
  expect(answered.length).toBeGreaterThan(1_500)
  await until('all of them are answered', async () => answered.length === 2_000)
  expect(answered).toEqual(answered.map((_, id) => id))
})

test('too many requests over HTTP at once are told to come again, and a batch lets others have their turn', async () => {
  const batch = `[${[1, 2, 3, 4].map((id) => request(id, 'state_call', ['Metadata_metadata', '0x'])).join()}]`
  const post = () =>
    fetch(http(), {
      method: 'POST',
      headers: { 'content-type': 'application/json', connection: 'close' },
      body: batch,
    })
  const answers = await Promise.all(Array.from({ length: 100 }, post))
  const refused = answers.filter(({ status }) => status === 429)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused.every(({ headers }) => headers.get('retry-after') === '1')).toBe(true)
  expect(answers.filter(({ status }) => status === 200).length).toBe(100 - refused.length)
  expect((await ask('system_health')).result).toBeDefined()
}, 60_000)
