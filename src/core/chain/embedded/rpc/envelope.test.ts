import { once } from 'node:events'
import { expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { SYSTEM_EVENTS } from '../keys.ts'
import { serveNetwork } from '../testing/served.ts'

const { url, post, ask } = serveNetwork()
const answerTo = async (body: string) => (await post(body)).text()
const events = Buffer.from(SYSTEM_EVENTS, 'latin1').toString('hex')

test('hex may be empty, in capitals and without 0x', async () => {
  for (const none of ['0x', ''])
    expect((await ask('state_call', ['Core_version', none])).result).toMatch(/^0x[0-9a-f]+$/)
  for (const form of [events, `0x${events}`, events.toUpperCase(), `0x${events.toUpperCase()}`])
    expect((await ask('state_getStorage', [form])).result).toMatch(/^0x[0-9a-f]+$/)
  const genesis = (await ask('chain_getBlockHash', [0])).result as string
  expect((await ask('chain_getHeader', [genesis.slice(2)])).result).toMatchObject({ number: '0x0' })
  for (const wrong of ['0xabc', 'xyz', '0x0x', '0xzz', ' ab', '0xab '])
    expect((await ask('state_getStorage', [wrong])).error?.code, wrong).toBe(-32602)
  for (const wrong of ['0x', '0xab', `${genesis}00`])
    expect((await ask('chain_getHeader', [wrong])).error?.code, wrong).toBe(-32602)
})

test('eight MiB of hex are read, and judged by who is to use them', async () => {
  const large = '00'.repeat(4 << 20)
  // The runtime itself says that this call takes no arguments.
  expect((await ask('state_call', ['Core_version', large])).error?.code).toBe(4003)
  expect((await ask('author_submitExtrinsic', [large])).error?.code).toBe(1040)
  expect((await ask('state_getStorage', [large])).error?.code).toBe(-32602)
})

test('parameters come by position, by name in both spellings, as null, or not at all', async () => {
  const page = (await ask('state_getKeysPaged', ['', 2, events])).result as string[]
  expect(page).toHaveLength(2)
  for (const startKey of ['startKey', 'start_key'])
    expect((await ask('state_getKeysPaged', { prefix: '', count: 2, [startKey]: events })).result).toEqual(
      page,
    )
  expect((await ask('state_getKeysPaged', ['', 2, events, null, 'more than it takes'])).result).toEqual(page)
  expect((await ask('state_getKeysPaged', { count: 2 })).error?.code).toBe(-32602)
  for (const params of [undefined, null, [], {}, [null], { hash: null }])
    expect((await ask('chain_getHeader', params)).result).toHaveProperty('number')
  expect((await ask('chain_getHeader', 'text')).error?.code).toBe(-32600)
})

test.for([
  '7',
  '-1',
  '1.5',
  '9007199254740993',
  '123456789012345678901234567890',
  '1e400',
  '"a"',
  '""',
  'null',
])('the id %s comes back as it was', async (id) => {
  for (const rest of [
    '"jsonrpc":"2.0","method":"system_chain"',
    '"method":"no_such"',
    '"method":"state_call","params":[1]',
    '"jsonrpc":"1.0","method":"system_chain"',
    '"method":5',
    '"params":[]',
  ])
    expect(await answerTo(`{${rest},"id":${id}}`), rest).toContain(`"id":${id},`)
})

test('an id that is none is answered with null', async () => {
  for (const id of ['{}', '[]', 'true'])
    expect(JSON.parse(await answerTo(`{"method":"system_chain","id":${id}}`))).toMatchObject({
      id: null,
      error: { code: -32600 },
    })
  expect(JSON.parse(await answerTo('[]'))).toMatchObject({ id: null, error: { code: -32600 } })
  expect(JSON.parse(await answerTo('['.repeat(200_000)))).toMatchObject({ id: null, error: { code: -32700 } })
})

test('notifications are not answered, alone or among others, whatever becomes of them', async () => {
  const silent = ['system_chain', 'no_such', 'state_call', 'chain_subscribeNewHeads'].map(
    (method) => `{"jsonrpc":"2.0","method":"${method}"}`,
  )
  for (const body of [...silent, `[${silent.join()}]`]) {
    const response = await post(body)
    expect([response.status, await response.text()], body).toEqual([204, ''])
  }
  const asked = '{"id":1,"method":"system_chain"}'
  expect(JSON.parse(await answerTo(`[${silent.join()},${asked},1]`))).toMatchObject([
    { id: 1, result: 'Ainur Embedded' },
    { id: null, error: { code: -32600 } },
  ])
  const socket = new WebSocket(url())
  await once(socket, 'open')
  for (const body of [...silent, `[${silent.join()}]`, asked]) socket.send(body)
  const [first] = (await once(socket, 'message')) as [Buffer]
  expect(JSON.parse(String(first))).toMatchObject({ id: 1, result: 'Ainur Embedded' })
  socket.close()
})
