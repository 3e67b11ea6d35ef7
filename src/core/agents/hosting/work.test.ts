import { expect, test } from 'vitest'
import { NotFoundError } from '../../errors.ts'
import type { Reason } from '../../../contract/common.ts'
import type { AgentChain, TaskOnChain } from './agent-chain.ts'
import type { Executed, Job } from './execute.ts'
import { work } from './work.ts'
import { say } from '../../words.ts'

const worker = { did: 'did:ainur:echo', owner: 'owner', hotKey: 'hot' }
const job: Job = {
  did: worker.did,
  hotKey: worker.hotKey,
  network: '0x00',
  task: { id: 7, capability: 'echo', inputCid: 'input', manifestCid: 'manifest' },
}
const result = { outputCid: 'out', outputHash: '0x01', receiptCid: 'receipt', fuel: '5' }

/** A chain with one task that moves as the calls say; each call can be made to fail first. */
function fakeChain(begin: Partial<TaskOnChain>, failures: Record<string, number> = {}) {
  const task: TaskOnChain = { state: 'matched', agent: worker.did, deadline: 100_000, ...begin }
  const calls: string[] = []
  const now = { at: 0 }
  const act = (name: string, next: string) => () => {
    calls.push(name)
    if ((failures[name] ?? 0) > 0) {
      failures[name]!--
      return Promise.reject(new Error('the network is away'))
    }
    task.state = next
    return Promise.resolve()
  }
  const unused = () => Promise.reject(new Error('not part of this test'))
  const chain: AgentChain = {
    task: () => Promise.resolve({ ...task }),
    now: () => now.at,
    start: act('start', 'running'),
    submitResult: act('submit', 'verifying'),
    fail: (_worker, _task, reason) => act(`fail ${reason}`, 'timed-out')(),
    hasBid: unused,
    free: unused,
    isProxy: unused,
    feesForTask: unused,
    bid: unused,
    retractBid: unused,
  }
  return { chain, calls, now }
}

async function run(
  fake: ReturnType<typeof fakeChain>,
  execute: (job: Job, signal: AbortSignal) => Promise<Executed> = () => Promise.resolve({ result }),
  signal = new AbortController().signal,
  publish: () => Promise<void> = () => Promise.resolve(),
) {
  const states: string[] = []
  const errors: Reason[] = []
  const deps = { chain: fake.chain, execute, publish, worker, pauseMs: 1 }
  await work(job, { ...deps, onState: (s) => states.push(s), onError: (e) => errors.push(e) }, signal)
  return { states, errors: errors.map(({ code }) => code) }
}

test('starts, runs and delivers', async () => {
  const fake = fakeChain({})
  expect(await run(fake)).toEqual({ states: ['starting', 'running', 'submitting'], errors: [] })
  expect(fake.calls).toEqual(['start', 'submit'])
})

test.each([
  ['running', ['submit']],
  ['verifying', []],
  ['finalized', []],
  ['timed-out', []],
])('takes up a task that is %s', async (state, calls) => {
  const fake = fakeChain({ state })
  await run(fake)
  expect(fake.calls).toEqual(calls)
})

test('leaves alone what is another agent’s, or over', async () => {
  const others = fakeChain({ agent: 'did:ainur:other' })
  const over = fakeChain({ deadline: -1 })
  await run(others)
  await run(over)
  expect([...others.calls, ...over.calls]).toEqual([])
})

test('repeats what the network did not take, and runs once', async () => {
  const fake = fakeChain({}, { start: 2, submit: 2 })
  let runs = 0
  const { errors } = await run(fake, () => Promise.resolve({ result: (runs++, result) }))
  expect(fake.calls).toEqual(['start', 'start', 'start', 'submit', 'submit', 'submit'])
  expect(runs).toBe(1)
  expect(errors).toEqual(['step-failed', 'step-failed', 'step-failed', 'step-failed'])
})

test('hands over again what the network did not take, without running again', async () => {
  const fake = fakeChain({})
  let runs = 0
  const published: string[] = []
  const { errors } = await run(
    fake,
    () => Promise.resolve({ result: (runs++, result) }),
    undefined,
    () => (published.push('push') < 3 ? Promise.reject(new Error('the gateway is away')) : Promise.resolve()),
  )
  expect(runs).toBe(1)
  expect(published).toHaveLength(3)
  expect(fake.calls).toEqual(['start', 'submit'])
  expect(errors).toEqual(['step-failed', 'step-failed'])
})

test('makes a result again whose content is damaged or gone before it was handed over', async () => {
  const fake = fakeChain({ state: 'running' })
  let [runs, tries] = [0, 0]
  const gone = new NotFoundError(say('content.block-damaged', { cid: 'bafk' }))
  const { states } = await run(
    fake,
    () => Promise.resolve((runs++, { result })),
    undefined,
    () => (tries++ === 0 ? Promise.reject(gone) : Promise.resolve()),
  )
  expect([fake.calls, runs]).toEqual([['submit'], 2])
  expect(states).toEqual(['running', 'submitting', 'running', 'submitting'])
})

test('says so before the deadline when nobody could read the result', async () => {
  const fake = fakeChain({ state: 'running', deadline: 30_000 })
  let tries = 0
  await run(fake, undefined, undefined, () => {
    if (++tries === 2) fake.now.at = 25_000
    return Promise.reject(new Error('the gateway is away'))
  })
  expect(tries).toBe(2)
  expect(fake.calls).toEqual(['fail cannot-deliver: the gateway is away'])
})

test('gives up with the reason when the agent fails', async () => {
  const fake = fakeChain({})
  const { errors } = await run(fake, () => Promise.resolve({ failure: 'fuel: no more', again: false }))
  expect(fake.calls).toEqual(['start', 'fail fuel: no more'])
  expect(errors).toEqual(['run-failed'])
})

test('goes on trying when the machine failed, not the agent, as long as there is time', async () => {
  const killed: Executed = { failure: 'killed: gone', again: true }
  const fake = fakeChain({})
  const ends: Executed[] = [killed, killed, killed, { result }]
  await run(fake, () => Promise.resolve(ends.shift()!))
  expect(fake.calls).toEqual(['start', 'submit'])
  const late = fakeChain({ deadline: 30_000 })
  let runs = 0
  await run(late, () => {
    if (++runs === 3) late.now.at = 25_000
    return Promise.resolve(killed)
  })
  expect(runs).toBe(3)
  expect(late.calls).toEqual(['start', 'fail killed: gone'])
})

test('waits for content as long as there is time, then gives up before the deadline', async () => {
  const fake = fakeChain({ state: 'running', deadline: 30_000 })
  let tries = 0
  await run(fake, () => {
    if (++tries === 3) fake.now.at = 25_000
    return Promise.reject(new Error('not here'))
  })
  expect(tries).toBe(3)
  expect(fake.calls).toEqual(['fail cannot-begin: not here'])
})

test('a stop leaves the task where it is', async () => {
  const fake = fakeChain({})
  const stop = new AbortController()
  await run(
    fake,
    (_, signal) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(new Error('stopped')))
        stop.abort()
      }),
    stop.signal,
  )
  expect(fake.calls).toEqual(['start'])
})
