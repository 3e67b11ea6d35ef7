import { expect, test } from 'vitest'
import { startCore } from '../../core/testing/core.ts'
import { marketOf } from '../../core/testing/market.ts'
import { summaryOf, watchSummary, type Summary } from './summary.ts'

test('counts agents that have work in hand, and adds up what all earned', () => {
  const agent = (state: 'idle' | 'running' | 'submitting' | 'stopped', earned: string) => ({ state, earned })
  expect(summaryOf([])).toEqual({ hosted: 0, working: 0, earned: '0' })
  expect(
    summaryOf([
      agent('idle', '1'),
      agent('running', '9007199254740993'),
      agent('submitting', '0'),
      agent('stopped', '5'),
    ]),
  ).toEqual({ hosted: 4, working: 2, earned: '9007199254740999' })
})

test('follows settings and agents of a core, and says when it hears no more', async () => {
  const t = await startCore()
  try {
    const told: Summary[] = []
    const ending = new AbortController()
    const watching = watchSummary(t.api, ending.signal, (summary) => void told.push(summary)).catch(() => {})
    await expect
      .poll(() => told.at(-1))
      .toMatchObject({ agents: { hosted: 0 }, settings: { whenClosed: 'ask' } })
    await t.api.settings.set({ whenClosed: 'background' })
    await expect.poll(() => told.at(-1)?.settings?.whenClosed).toBe('background')
    const market = marketOf(t)
    await market.host(await market.person('Owner'), 'echo')
    await expect.poll(() => told.at(-1)?.agents?.hosted, { timeout: 30_000 }).toBe(1)
    ending.abort()
    await watching
    expect(told.at(-1)).toMatchObject({ agents: null, settings: { whenClosed: 'background' } })
  } finally {
    await t.stop()
    await t.remove()
  }
})
