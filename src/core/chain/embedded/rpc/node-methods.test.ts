import { request } from 'node:http'
import { Keyring } from '@polkadot/keyring'
import { base58btc } from 'multiformats/bases/base58'
import { decodeProof } from '@acala-network/chopsticks-core'
import { expect, test } from 'vitest'
import { keyToHex } from '../executor/scale.ts'
import { TIMESTAMP_NOW, TOTAL_ISSUANCE } from '../keys.ts'
import { optionsIn, send, startNetwork, temporaryFolder } from '../testing/network.ts'
import { serveNetwork } from '../testing/served.ts'

const { ask, api, http, height } = serveNetwork()
const pair = (uri: string) => new Keyring({ type: 'sr25519' }).addFromUri(uri)
const pay = (amount: bigint) => api().tx['balances']!['transferKeepAlive']!(pair('//Bob').address, amount)

test('a dry run says what would become of a transaction, and changes nothing', async () => {
  const before = height()
  const outcome = async (amount: bigint, from = '//Alice') =>
    String(await api().rpc.system.dryRun((await pay(amount).signAsync(pair(from))).toHex()))
  expect(JSON.parse(await outcome(10n ** 12n))).toEqual({ ok: { ok: [] } })
  expect(JSON.parse(await outcome(10n ** 30n))).toHaveProperty('ok.err')
  expect(JSON.parse(await outcome(10n ** 12n, '//Nobody'))).toEqual({ err: { invalid: { payment: null } } })
  expect((await ask('system_dryRun', ['0xff01'])).error?.code).toBe(2)
  expect((await ask('system_dryRun', ['0x0401'])).error?.code).toBe(1)
  expect((await ask('system_dryRun', ['0x0401', `0x${'ab'.repeat(32)}`])).error?.code).toBe(1)
  expect(height()).toBe(before)
  const genesis = await pay(1n).signAsync(pair('//Alice'), { nonce: 0 })
  expect((await ask('system_dryRun', [genesis.toHex(), api().genesisHash.toHex()])).result).toMatch(/^0x/)
})

test('keys of a node are nobody’s to see or to change: this chain makes blocks without any', async () => {
  for (const name of ['insertKey', 'rotateKeys', 'hasKey', 'hasSessionKeys', 'removeExtrinsic'])
    expect(await ask(`author_${name}`, ['aura', '//Alice', '0x00'])).toMatchObject({
      error: { code: -32601, message: 'RPC call is unsafe to be called externally' },
    })
  expect((await ask('rpc_methods')).result).toMatchObject({
    methods: expect.arrayContaining(['author_insertKey']) as string[],
  })
})

test('the id of a peer is the hash of an Ed25519 key', async () => {
  const { result } = await ask('system_localPeerId')
  const bytes = base58btc.baseDecode(result as string)
  expect(Buffer.from(bytes.subarray(0, 6)).toString('hex')).toBe('002408011220')
  expect(bytes).toHaveLength(38)
  expect((await ask('system_localPeerId')).result).toBe(result)
})

test('keys come all at once too, of the last and of a past block', async () => {
  const genesis = api().genesisHash.toHex()
  for (const at of [null, genesis])
    for (const prefix of ['', keyToHex(TOTAL_ISSUANCE), '0xffff'])
      expect((await ask('state_getKeys', [prefix, at])).result).toEqual(
        (await ask('state_getKeysPaged', [prefix, 1_000, null, at])).result,
      )
  expect((await ask('state_getKeys', [keyToHex(TOTAL_ISSUANCE)])).result).toEqual([keyToHex(TOTAL_ISSUANCE)])
})

test('a client that asks for all keys at once gets them in time, or words', async () => {
  await using folder = temporaryFolder()
  await using network = await startNetwork({ ...optionsIn(folder.path), clientCallMs: 0.001 })
  const answer = await fetch(network.url.replace('ws:', 'http:'), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"jsonrpc":"2.0","id":1,"method":"state_getKeys","params":[""]}',
  })
  expect(await answer.json()).toMatchObject({
    error: { code: 4003, message: expect.stringMatching(/ask for less at a time/) as string },
  })
})

test('several values of a block are asked for at once', async () => {
  const genesis = api().genesisHash.toHex()
  const keys = [keyToHex(TOTAL_ISSUANCE), '0xffff']
  const { result } = await ask('state_queryStorageAt', { keys, at: genesis })
  const value = (await ask('state_getStorage', [keys[0], genesis])).result
  expect(value).toMatch(/^0x/)
  expect(result).toEqual([
    {
      block: genesis,
      changes: [
        [keys[0], value],
        [keys[1], null],
      ],
    },
  ])
})

test('values are proved against the root of the state that the block names', async () => {
  await send(pay(10n ** 12n), pair('//Alice'))
  const code = '0x3a636f6465'
  const keys = [keyToHex(TIMESTAMP_NOW), keyToHex(TOTAL_ISSUANCE), code]
  const head = (await api().rpc.chain.getHeader()).hash.toHex()
  for (const at of [head, api().genesisHash.toHex()]) {
    const { stateRoot } = (await ask('chain_getHeader', [at])).result as { stateRoot: `0x${string}` }
    const { result } = await ask('state_getReadProof', [[...keys, '0xffff'], at])
    const { at: of, proof } = result as { at: string; proof: `0x${string}`[] }
    expect(of).toBe(at)
    const proved: Record<string, string> = await decodeProof(stateRoot, proof)
    for (const key of keys) expect(proved[key], key).toBe((await ask('state_getStorage', [key, at])).result)
    expect(proved).not.toHaveProperty('0xffff')
  }
})

test('GET /health answers as system_health does', async () => {
  const answer = await fetch(`${http()}/health`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/json')
  expect(await answer.json()).toEqual((await ask('system_health')).result)
  const foreign = await new Promise((resolve, reject) =>
    request(`${http()}/health`, { headers: { host: 'evil.example' } }, ({ statusCode }) =>
      resolve(statusCode),
    )
      .on('error', reject)
      .end(),
  )
  expect(foreign).toBe(403)
})
