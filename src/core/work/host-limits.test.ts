import { afterAll, describe, expect, it } from 'vitest'
import { hostLimits, limitReasons, onThisMachine } from '../sandbox/host-limits.ts'
import { recordRun } from './receipt.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { echoComponent, limits, request, temporaryFolder } from '../sandbox/testing/fixtures.ts'

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

  it('with such limits has no record, so that it neither confirms a receipt nor refutes it', async () => {
    const component = await sandbox.prepare(echoComponent())
    const more = limits({ memory: 2 * hostLimits.memory })
    const record = async (own: typeof more) => {
      const execution = await sandbox.run(component, request('x'), own)
      return recordRun({ component, request: request('x'), limits: own, execution })
    }
    expect(await record(limits())).toMatchObject({ outcome: { kind: 'ok' } })
    expect(await record(more)).toBeUndefined()
  })
})
