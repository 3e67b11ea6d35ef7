import { expect, it } from 'vitest'
import { TooSoonError } from '../errors.ts'
import { createPassphraseQueue } from './queue.ts'

/** Work whose end the test decides, and how much of it ran at the same time. */
function makeWork() {
  const running: PromiseWithResolvers<string>[] = []
  const seen = { most: 0, begun: 0 }
  let now = 0
  const work = async () => {
    seen.begun += 1
    seen.most = Math.max(seen.most, ++now)
    const end = Promise.withResolvers<string>()
    running.push(end)
    return end.promise.finally(() => (now -= 1))
  }
  return { work, running, seen }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('works on one at a time, in order', async () => {
  const { work, running, seen } = makeWork()
  const queue = createPassphraseQueue()
  const all = [1, 2, 3].map(() => queue(work, undefined))
  for (let i = 0; i < 3; i++) {
    await turn()
    expect(seen.begun).toBe(i + 1)
    running[i]!.resolve(`${i}`)
  }
  expect(await Promise.all(all)).toEqual(['0', '1', '2'])
  expect(seen.most).toBe(1)
})

it('lets go of who gives up, at once: waiting or at work', async () => {
  const { work, running, seen } = makeWork()
  const queue = createPassphraseQueue()
  const [first, second] = [new AbortController(), new AbortController()]
  const working = queue(work, first.signal)
  const waiting = queue(work, second.signal)
  const third = queue(work, undefined)
  await turn()
  second.abort(new Error('closed'))
  await expect(waiting).rejects.toThrow('closed')
  first.abort(new Error('closed'))
  await expect(working).rejects.toThrow('closed')
  await turn()
  // What cannot be stopped keeps its turn; there is no second one beside it.
  expect(seen.begun).toBe(1)
  running[0]!.resolve('for nobody')
  await turn()
  expect(seen).toEqual({ begun: 2, most: 1 })
  running[1]!.resolve('third')
  expect(await third).toBe('third')
  await expect(queue(work, AbortSignal.abort(new Error('before')))).rejects.toThrow('before')
})

it('turns away who would wait too long, and takes the next when there is room', async () => {
  const { work, running } = makeWork()
  const queue = createPassphraseQueue()
  const end = new AbortController()
  const waiting = Array.from({ length: 17 }, () => queue(work, end.signal))
  await turn()
  await expect(queue(work, undefined)).rejects.toThrow(TooSoonError)
  end.abort(new Error('all'))
  await Promise.allSettled(waiting)
  running[0]!.reject(new Error('done'))
  const next = queue(work, undefined)
  await turn()
  running[1]!.resolve('next')
  expect(await next).toBe('next')
})
