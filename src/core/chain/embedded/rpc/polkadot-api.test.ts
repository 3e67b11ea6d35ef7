import { Keyring } from '@polkadot/keyring'
import { Enum, type TxEvent } from 'polkadot-api'
import { getPolkadotSigner } from 'polkadot-api/signer'
import { createWsClient, SocketEvents } from 'polkadot-api/ws'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serveNetwork } from '../testing/served.ts'

const UNIT = 1_000_000_000_000n
const { url } = serveNetwork()
let client: ReturnType<typeof createWsClient>
const asked = new Set<string>()

beforeAll(() => {
  client = createWsClient(url(), {
    logger(event) {
      if (event.type !== SocketEvents.OUT) return
      const { method } = (typeof event.msg === 'string' ? JSON.parse(event.msg) : event.msg) as {
        method: string
      }
      asked.add(method)
    },
  })
})
afterAll(() => client.destroy())

test('polkadot-api as it comes connects, queries, submits, hears in-block and finalized, and reads events', async () => {
  const keyring = new Keyring({ type: 'sr25519' })
  const [alice, bob] = [keyring.addFromUri('//Alice'), keyring.addFromUri('//Bob')]
  const api = client.getUnsafeApi()
  const freeOfBob = async () => {
    const account = (await api.query['System']!['Account']!.getValue(bob.address, { at: 'best' })) as {
      data: { free: bigint }
    }
    return account.data.free
  }
  const before = await freeOfBob()
  const signer = getPolkadotSigner(alice.publicKey, 'Sr25519', (bytes) => alice.sign(bytes))
  const tx = api.tx['Balances']!['transfer_keep_alive']!({ dest: Enum('Id', bob.address), value: 3n * UNIT })
  expect(await tx.getEstimatedFees(alice.address)).toBeGreaterThan(0n)
  const seen = await new Promise<TxEvent[]>((resolve, reject) => {
    const events: TxEvent[] = []
    tx.signSubmitAndWatch(signer).subscribe({
      next: (event) => void events.push(event),
      error: reject,
      complete: () => resolve(events),
    })
  })
  expect(seen.map(({ type }) => type)).toEqual(expect.arrayContaining(['signed', 'broadcasted', 'finalized']))
  expect(seen).toContainEqual(expect.objectContaining({ type: 'txBestBlocksState', found: true, ok: true }))
  const last = seen.at(-1)!
  if (last.type !== 'finalized') throw new Error(last.type)
  expect(last.events.map((event) => `${event.type}.${(event.value as { type: string }).type}`)).toContain(
    'Balances.Transfer',
  )
  expect(await freeOfBob()).toBe(before + 3n * UNIT)
  expect([...asked]).toEqual(expect.arrayContaining(['chainHead_v1_follow', 'transaction_v1_broadcast']))
  expect([...asked].filter((name) => /^(state|chain|author)_/.test(name))).toEqual([])
})
