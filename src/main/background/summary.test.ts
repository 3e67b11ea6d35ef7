import { expect, test } from 'vitest'
import { startCore } from '../../core/testing/core.ts'
import { topics, type Change } from '../../contract/system.ts'
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
    expect(told.at(-1)).toMatchObject({
      ...{ agents: null, settings: { whenClosed: 'background' }, lostAt: expect.any(Number) as number },
    })
  } finally {
    await t.stop()
    await t.remove()
  }
})

/** A core that answers as the test says. */
function coreOf() {
  const state = { connection: 'connected', answers: Promise.resolve() }
  const queue: Change[] = topics.map((topic) => ({ topic }))
  let wake = () => {}
  async function* changes(signal: AbortSignal) {
    signal.addEventListener('abort', () => wake())
    while (!signal.aborted) {
      const next = queue.shift()
      if (next) yield next
      else await new Promise<void>((resolve) => (wake = resolve))
    }
  }
  const core = {
    system: {
      changes: (_: unknown, { signal }: { signal: AbortSignal }) => Promise.resolve(changes(signal)),
      status: () => state.answers,
    },
    chain: { status: () => Promise.resolve({ connection: state.connection }) },
    settings: { get: () => Promise.resolve({}) },
    agents: { hosted: () => Promise.resolve([{ state: 'idle', earned: '0' }]) },
  }
  return {
    core: core as unknown as Parameters<typeof watchSummary>[0],
    state,
    connection(connection: string) {
      state.connection = connection
      queue.push({ topic: 'chain' })
      wake()
    },
  }
}

test('says since when the network is lost or the core is silent, and when it is back', async () => {
  const { core, state, connection } = coreOf()
  const ending = new AbortController()
  let summary: Summary | undefined
  const watching = watchSummary(core, ending.signal, (told) => (summary = told), 5).catch(() => {})
  await expect.poll(() => summary).toMatchObject({ agents: { hosted: 1 }, lostAt: null })
  connection('reconnecting')
  await expect.poll(() => summary?.lostAt).toEqual(expect.any(Number))
  const { lostAt } = summary!
  connection('failed')
  connection('connected')
  await expect.poll(() => summary?.lostAt).toBeNull()
  expect(lostAt).toBeGreaterThan(0)

  let answer = () => {}
  state.answers = new Promise((resolve) => (answer = resolve))
  await expect.poll(() => summary?.lostAt).toEqual(expect.any(Number))
  answer()
  await expect.poll(() => summary?.lostAt).toBeNull()
  ending.abort()
  await watching
})
