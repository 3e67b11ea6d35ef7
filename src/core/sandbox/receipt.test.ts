import { afterAll, describe, expect, it } from 'vitest'
import { createReceipt, decodeReceipt, encodeReceipt, verifyReceipt, type Receipt } from './receipt.ts'
import { createSandbox } from './sandbox.ts'
import { echoComponent, faultyComponent, limits, request, temporaryFolder } from './testing/fixtures.ts'

const sandbox = createSandbox({ cacheDir: temporaryFolder() })
afterAll(() => sandbox.stop())

async function receiptOf(component: Uint8Array, task = request('witness')): Promise<Receipt | undefined> {
  const prepared = await sandbox.prepare(component)
  const execution = await sandbox.run(prepared, task, limits())
  return createReceipt({ component: prepared, request: task, limits: limits(), execution })
}
const known = async (component: Uint8Array, task = request('witness')): Promise<Receipt> => {
  const receipt = await receiptOf(component, task)
  if (receipt === undefined) throw new Error('no receipt')
  return receipt
}

describe('a receipt', () => {
  it('is confirmed by running the task again', async () => {
    const receipt = await known(echoComponent())
    const check = await verifyReceipt(sandbox, receipt, {
      component: echoComponent(),
      request: request('witness'),
    })
    expect(check).toMatchObject({ verdict: 'confirmed', differences: [] })
  })

  it('of a trap is confirmed as well', async () => {
    const task = request('', { mode: 'crash' })
    const receipt = await known(faultyComponent(), task)
    expect(receipt.outcome).toEqual({ kind: 'trap', cause: 'unreachable' })
    const check = await verifyReceipt(sandbox, receipt, { component: faultyComponent(), request: task })
    expect(check.verdict).toBe('confirmed')
  })

  it('is refuted where it lies', async () => {
    const receipt = await known(echoComponent())
    const outcome = { kind: 'ok' as const, mediaType: 'text/plain', outputHash: '0'.repeat(64) }
    const check = async (lie: Partial<Receipt>, text = 'witness') => {
      const found = await verifyReceipt(
        sandbox,
        { ...receipt, ...lie },
        { component: echoComponent(), request: request(text) },
      )
      return [found.verdict, found.differences]
    }
    expect(await check({ outcome })).toEqual(['refuted', ['outcome']])
    expect(await check({ fuel: '1' })).toEqual(['refuted', ['fuel']])
    expect(await check({}, 'another')).toEqual(['refuted', ['inputHash', 'outcome']])
    expect(await check({ meterVersion: 99 })).toEqual(['inconclusive', []])
  })

  it('is not made for an end that depends on the machine', async () => {
    const prepared = await sandbox.prepare(faultyComponent())
    const task = request('', { mode: 'loop' })
    const own = limits({ fuel: '9000000000000000000', wallMs: 400 })
    const execution = await sandbox.run(prepared, task, own)
    expect(
      await createReceipt({ component: prepared, request: task, limits: own, execution }),
    ).toBeUndefined()
  })

  it('has one encoding, whatever the order of its fields', async () => {
    const receipt = await known(echoComponent())
    const shuffled = Object.fromEntries(Object.entries(receipt).reverse()) as Receipt
    expect(encodeReceipt(shuffled)).toEqual(encodeReceipt(receipt))
    expect(decodeReceipt(encodeReceipt(receipt))).toEqual(receipt)
    expect(() => decodeReceipt(new TextEncoder().encode('{"version":1}'))).toThrow()
  })
})
