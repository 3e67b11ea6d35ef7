import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ImpostorError, proveToClient, proveToCore, type Secrets, type Wire } from './handshake.ts'

const secret = 'a'.repeat(64)
const other = 'b'.repeat(64)
const here = '127.0.0.1:1111'

/** Two ends that are joined, and everything that either said. */
function makeWires() {
  const said: { by: 'client' | 'core'; text: string }[] = []
  const waiting = { client: [] as ((text: string) => void)[], core: [] as ((text: string) => void)[] }
  const arrived = { client: [] as string[], core: [] as string[] }
  const end = (me: 'client' | 'core', them: 'client' | 'core'): Wire => ({
    send(text) {
      said.push({ by: me, text })
      const wake = waiting[them].shift()
      if (wake) wake(text)
      else arrived[them].push(text)
    },
    receive: () =>
      new Promise((resolve) => {
        const text = arrived[me].shift()
        if (text === undefined) waiting[me].push(resolve)
        else resolve(text)
      }),
    release() {},
  })
  return { client: end('client', 'core'), core: end('core', 'client'), said }
}
type Side = { secrets: Secrets; where?: string }

/** The core's half as a core does it: the welcome comes only after the proof. */
async function meet(client: Side, core: Side) {
  const wires = makeWires()
  const admitted = proveToClient(wires.core, { where: here, ...core }).then(() => {
    wires.core.send('{"welcome":true}')
    return true
  })
  admitted.catch(() => {})
  const welcome = proveToCore(wires.client, { where: here, ...client })
  return { welcome, admitted, said: wires.said }
}

test('both know the secret: the client is welcomed, and the secret was not said', async () => {
  const { welcome, admitted, said } = await meet(
    { secrets: { session: null, run: secret } },
    { secrets: { run: secret, session: other } },
  )
  expect(await welcome).toEqual({ welcome: true })
  expect(await admitted).toBe(true)
  expect(said.map(({ text }) => text).join()).not.toContain(secret)
})

test.for([
  ['knows another secret', { secrets: { run: other } }],
  ['knows it for something else', { secrets: { session: secret } }],
  ['knows nothing', { secrets: {} }],
  ['passes on what another port says', { secrets: { run: secret }, where: '127.0.0.1:2222' }],
  ['has the same port of another address', { secrets: { run: secret }, where: '[::1]:1111' }],
] as const)('a core that %s is an impostor and gets a nonce and nothing else', async ([, core]) => {
  const { welcome, said } = await meet({ secrets: { run: secret } }, core)
  await expect(welcome).rejects.toThrow(ImpostorError)
  const ours = said.filter(({ by }) => by === 'client').map(({ text }) => JSON.parse(text) as object)
  expect(ours).toEqual([{ nonce: expect.stringMatching(/^[0-9a-f]{64}$/) }])
})

test('a client that only repeats the proofs of the core is not let in', async () => {
  const { client, core } = makeWires()
  const admitted = proveToClient(core, { secrets: { run: secret, session: other }, where: here })
  client.send(JSON.stringify({ nonce: '0'.repeat(64) }))
  const { proofs } = JSON.parse(await client.receive()) as { proofs: Record<string, string> }
  client.send(JSON.stringify({ kind: 'run', proof: proofs['run'] }))
  await expect(admitted).rejects.toThrow(ImpostorError)
})

test('a conversation that was overheard does not let anybody in', async () => {
  const heard = await meet({ secrets: { run: secret } }, { secrets: { run: secret } })
  await heard.welcome
  const lines = heard.said.filter(({ by }) => by === 'client').map(({ text }) => text)
  const { client, core } = makeWires()
  const admitted = proveToClient(core, { secrets: { run: secret }, where: here })
  for (const line of lines) client.send(line)
  await expect(admitted).rejects.toThrow(ImpostorError)
})

test('whatever else a client says, it is not let in', async () => {
  const field = fc.oneof(fc.constantFrom('run', '__proto__', 'toString', '', 'f'.repeat(64)), fc.jsonValue())
  const line = fc.oneof(
    fc
      .record({ nonce: field, kind: field, proof: field }, { requiredKeys: [] })
      .map((value) => JSON.stringify(value)),
    fc.json(),
    fc.string(),
  )
  await fc.assert(
    fc.asyncProperty(line, line, async (first, second) => {
      const { client, core } = makeWires()
      const admitted = proveToClient(core, { secrets: { run: secret, gone: null }, where: here })
      client.send(first)
      client.send(second)
      await expect(admitted).rejects.toThrow(ImpostorError)
    }),
    { seed: 3, numRuns: 300 },
  )
})

test('whatever else a core says, it is not believed', async () => {
  const field = fc.oneof(fc.constant('f'.repeat(64)), fc.constant({ run: 'f'.repeat(64) }), fc.jsonValue())
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.record({ nonce: field, proofs: field }).map((v) => JSON.stringify(v)),
        fc.string(),
      ),
      async (line) => {
        const { client, core, said } = makeWires()
        const welcome = proveToCore(client, { secrets: { run: secret }, where: here })
        core.send(line)
        await expect(welcome).rejects.toThrow(ImpostorError)
        expect(said.filter(({ by }) => by === 'client')).toHaveLength(1)
      },
    ),
    { seed: 4, numRuns: 300 },
  )
})
