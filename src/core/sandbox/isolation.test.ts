import { afterAll, describe, expect, it, onTestFinished } from 'vitest'
import { execute } from './execute.ts'
import { createPool } from './pool.ts'
import { limits, request, temporaryFolder } from './testing/fixtures.ts'

const folder = temporaryFolder()
const poolFor = (file: string) =>
  createPool({
    nodePath: process.execPath,
    hostUrl: new URL(`./testing/${file}`, import.meta.url),
    idleMs: 0,
  })

describe('a sandbox process', () => {
  // Its host lies in `testing/`, so that reading `host/frames.ts` beside it is granted like the component's folder.
  const pool = poolFor('probe.ts')
  afterAll(() => pool.stop())

  it('may do nothing but compute', async () => {
    const host = new URL('./host', import.meta.url).pathname
    const { outcome } = await execute(pool, host, request(''), limits(), {})
    const found = outcome.kind === 'error' ? (JSON.parse(outcome.message) as Record<string, string>) : {}
    expect(found).toEqual({
      read: 'ERR_ACCESS_DENIED',
      readAbove: 'ERR_ACCESS_DENIED',
      write: 'ERR_ACCESS_DENIED',
      spawn: 'ERR_ACCESS_DENIED',
      network: 'ERR_ACCESS_DENIED',
      eval: expect.stringContaining('EvalError') as string,
      worker: 'ERR_ACCESS_DENIED',
      workerWithoutFlags: 'ERR_ACCESS_DENIED',
      builtinBinding: 'ERR_ACCESS_DENIED',
      addon: 'ERR_DLOPEN_DISABLED',
      environment: '[]',
    })
  })
})

describe('a hostile sandbox process', () => {
  const pool = poolFor('hostile.ts')
  const host = new URL('./host', import.meta.url).pathname
  afterAll(() => pool.stop())
  const attack = (way: string, own = limits({ output: 1_000_000, wallMs: 5_000 })) =>
    execute(pool, host, { ...request(''), parameters: way }, own, {})

  it.each([
    'garbage',
    'huge-frame',
    'huge-output',
    'unknown-kind',
    'extra-field',
    'negative-fuel',
    'unknown-cause',
    'bytes-first',
    'two-results',
    'two-ends',
    'bytes-left-over',
    'half-a-header',
    'another-run',
    'no-run',
    'log-after-the-end',
    'prototype',
  ])('%s is noticed', async (way) => {
    const { outcome } = await attack(way)
    expect(outcome).toMatchObject({
      kind: 'trap',
      cause: 'host',
      message: expect.stringContaining('protocol') as string,
    })
  })

  it('that is heard of between two runs is not used again', async () => {
    const kept = createPool({
      nodePath: process.execPath,
      hostUrl: new URL('./testing/hostile.ts', import.meta.url),
      idleMs: 30_000,
    })
    onTestFinished(() => kept.stop())
    const task = { ...request(''), parameters: 'later' }
    const first = kept.take(host, limits().memory)
    kept.give(host, limits().memory, first)
    await execute(kept, host, task, limits(), {})
    await first.closed
    expect(kept.take(host, limits().memory)).not.toBe(first)
  })

  it('that dies is reported', async () => {
    expect((await attack('exit')).outcome).toMatchObject({ kind: 'trap', cause: 'killed' })
  })

  it('that says nothing runs into the time limit', async () => {
    expect((await attack('silence', limits({ wallMs: 600 }))).outcome).toMatchObject({
      kind: 'trap',
      cause: 'timeout',
    })
  })

  it('that floods the log is ended', async () => {
    const { logs, outcome } = await attack('flood', limits({ wallMs: 20_000, logs: 10_000 }))
    expect(logs.length).toBeLessThan(101)
    expect(outcome).toMatchObject({ kind: 'trap', cause: 'host' })
  })

  it('that floods with progress is ended', async () => {
    let heard = 0
    const own = limits({ wallMs: 20_000 })
    const task = { ...request(''), parameters: 'flood-of-progress' }
    const { outcome } = await execute(pool, host, task, own, { onProgress: () => heard++ })
    expect(outcome).toMatchObject({ kind: 'trap', cause: 'host' })
    expect(heard).toBeLessThan(500)
  })
})

it('a process that cannot start is reported', async () => {
  const pool = createPool({
    nodePath: '/nowhere/node',
    hostUrl: new URL('./host/main.ts', import.meta.url),
    idleMs: 0,
  })
  const { outcome } = await execute(pool, folder, request(''), limits(), {})
  expect(outcome).toMatchObject({ kind: 'trap', cause: 'host' })
  await pool.stop()
})
