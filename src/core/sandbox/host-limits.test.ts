import { afterAll, describe, expect, it } from 'vitest'
import { hostLimits, limitReasons, onThisMachine } from './host-limits.ts'
import { verifyReceipt, createReceipt } from './receipt.ts'
import { createSandbox } from './sandbox.ts'
import { echoComponent, limits, request, temporaryFolder } from './testing/fixtures.ts'

const sandbox = createSandbox({ cacheDir: temporaryFolder() })
afterAll(() => sandbox.stop())

describe('what a manifest asks for', () => {
  it('is named when this machine does not give it', () => {
    expect(limitReasons({ memory: hostLimits.memory, wallMs: hostLimits.wallMs })).toEqual([])
    const reasons = limitReasons({ memory: 4 * hostLimits.memory, wallMs: 3_600_000 })
    expect(reasons.map(({ code }) => code)).toEqual(['memory-above-limit', 'time-above-limit'])
    expect(reasons[0]?.message).toContain('4096 MiB')
    expect(reasons[0]?.detail).toEqual({ asked: '4294967296', given: '1073741824' })
  })

  it('is cut where only time is at stake', () => {
    expect(onThisMachine(limits({ wallMs: 3_600_000 }))).toEqual(limits({ wallMs: hostLimits.wallMs }))
  })
})

describe('a run', () => {
  it.each([
    ['memory', { memory: 2 * hostLimits.memory }, 'this machine gives 1024 MiB'],
    ['fuel', { fuel: String(2n ** 63n) }, 'Fuel is counted up to 9223372036854775807'],
  ])('with more %s than there is ends by the machine, not by the agent', async (_, more, words) => {
    const component = await sandbox.prepare(echoComponent())
    const { outcome, fuelUsed } = await sandbox.run(component, request('x'), limits(more))
    expect(outcome).toMatchObject({
      kind: 'trap',
      cause: 'host',
      message: expect.stringContaining(words) as string,
    })
    expect(fuelUsed).toBe('0')
  })

  it('with such limits is neither confirmed nor refuted by checking its receipt here', async () => {
    const component = await sandbox.prepare(echoComponent())
    const execution = await sandbox.run(component, request('x'), limits())
    const receipt = await createReceipt({ component, request: request('x'), limits: limits(), execution })
    if (receipt === undefined) throw new Error('no receipt')
    const elsewhere = { ...receipt, limits: limits({ memory: 2 * hostLimits.memory }) }
    const task = { component: echoComponent(), request: request('x') }
    expect((await verifyReceipt(sandbox, receipt, task)).verdict).toBe('confirmed')
    expect((await verifyReceipt(sandbox, elsewhere, task)).verdict).toBe('inconclusive')
  })
})
