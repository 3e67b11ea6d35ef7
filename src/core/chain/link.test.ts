import { afterEach, expect, it, vi } from 'vitest'
import { messageOf } from '../errors.ts'
import { runtimes } from '../testing/paths.ts'
import { createLog } from '../observability/log.ts'
import { keepConnected, type Link } from './link.ts'
import type { OpenSession } from './session.ts'

// The link alone, with sessions that the test makes and ends; a real endpoint is in network.test.ts.

const opened = vi.hoisted(() => ({ open: (): Promise<unknown> => Promise.reject(new Error('not set')) }))
vi.mock('./session.ts', () => ({ openSession: () => opened.open() }))

const links: Link[] = []
afterEach(async () => {
  vi.useRealTimers()
  for (const link of links.splice(0)) await link.stop()
})

function makeSession() {
  const lost = new AbortController()
  const lose = (reason = 'lost') => lost.abort(new Error(reason))
  return { signal: lost.signal, close: async () => lose('closed'), lose } as unknown as OpenSession & {
    lose(reason?: string): void
  }
}

function connect(onSession: (session: OpenSession) => void = () => {}) {
  const troubles: string[] = []
  const link = keepConnected({
    url: 'ws://127.0.0.1:1',
    runtimes,
    onSession,
    onTrouble: (error) => void troubles.push(messageOf(error)),
    log: createLog({ dir: null }),
  })
  links.push(link)
  return { link, troubles }
}

it('waits longer and longer for an endpoint that takes connections and drops them at once', async () => {
  vi.useFakeTimers()
  let made = 0
  opened.open = async () => {
    made++
    const session = makeSession()
    setTimeout(() => session.lose(), 5)
    return session
  }
  connect()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(made).toBeGreaterThan(5)
  expect(made).toBeLessThan(12)
})

it('is quick again after a connection that lived', async () => {
  vi.useFakeTimers()
  let session = makeSession()
  let made = 0
  opened.open = async () => {
    if (++made <= 6) throw new Error('nothing there')
    return (session = makeSession())
  }
  connect()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(made).toBe(7)
  session.lose()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(made).toBe(8)
})

it('goes on after errors of any kind, thrown by the connection or by who uses it', async () => {
  vi.useFakeTimers()
  let made = 0
  let used = 0
  opened.open = async () => {
    if (++made === 1) throw new TypeError('undefined is not a function')
    return makeSession()
  }
  const { link, troubles } = connect(() => {
    if (++used === 1) throw new TypeError('a fault of ours')
  })
  await vi.advanceTimersByTimeAsync(5_000)
  expect(troubles).toEqual(['undefined is not a function', 'a fault of ours'])
  expect(link.session()).not.toBeNull()
})

it('tries at once when it is told to, whatever it waits for', async () => {
  vi.useFakeTimers()
  let made = 0
  opened.open = async () => {
    made++
    throw new TypeError('no')
  }
  const { link } = connect()
  await vi.advanceTimersByTimeAsync(60_000)
  const before = made
  link.reconnect()
  await vi.advanceTimersByTimeAsync(1)
  expect(made).toBe(before + 1)
})
