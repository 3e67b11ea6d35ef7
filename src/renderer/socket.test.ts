import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { proveToClient, type Secrets, wireOf } from '../contract/handshake.ts'
import { openSocket, RefusedError, takeRunSecret } from './socket.ts'

const run = 'a'.repeat(64)
const session = 'b'.repeat(64)
const url = new URL('ws://127.0.0.1:4000/rpc')

/** One end of a socket whose other end is `peer`. */
class End extends EventTarget {
  peer: End | null = null
  readonly said: string[] = []
  send(text: string) {
    this.said.push(text)
    queueMicrotask(() => this.peer?.dispatchEvent(new MessageEvent('message', { data: text })))
  }
  close() {
    for (const end of [this, this.peer]) end?.dispatchEvent(new Event('close'))
  }
}

/** Whoever answers on the page's port. Null: nobody. */
function answer(core: ((end: End) => void) | null, status = 404) {
  const ends: End[] = []
  vi.stubGlobal('WebSocket', function open() {
    const [page, other] = [new End(), new End()]
    page.peer = other
    other.peer = page
    ends.push(page)
    queueMicrotask(() => {
      if (core === null) return page.close()
      core(other)
      page.dispatchEvent(new Event('open'))
    })
    return page
  })
  vi.stubGlobal('fetch', () => Promise.resolve(new Response(null, { status })))
  return ends
}
const core = (secrets: Secrets, where = url.host) => {
  return (end: End) => {
    const wire = wireOf(end as unknown as WebSocket)
    void proveToClient(wire, { secrets, where }).then(
      () => wire.send(JSON.stringify({ run, session })),
      () => end.close(),
    )
  }
}

beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

test('a page takes its secret out of its address, and comes in with it', async () => {
  history.replaceState(null, '', `/#run=${run}`)
  takeRunSecret()
  expect(location.hash).toBe('#/')
  answer(core({ run, session: 'c'.repeat(64) }))
  await openSocket(url, () => {})
  // What outlives the core is not stored.
  expect(JSON.stringify({ ...localStorage })).not.toContain(session)
  // The core was started again: what is stored is worth nothing, what is in memory is.
  answer(core({ run: 'd'.repeat(64), session }))
  await openSocket(url, () => {})
})

test.for([
  ['knows no secret', core({ run: 'e'.repeat(64), session: 'e'.repeat(64) })],
  ['passes on what another port says', core({ run, session }, '127.0.0.1:4001')],
  ['says something else', (end: End) => queueMicrotask(() => end.send('HTTP/1.1 200 OK'))],
] as const)('whoever %s hears a nonce and is given up', async ([, other]) => {
  localStorage.setItem('ainur:run', run)
  const ends = answer(other)
  await expect(openSocket(url, () => {})).rejects.toMatchObject({ name: 'RefusedError', why: null })
  expect(ends).toHaveLength(1)
  expect(ends[0]!.said).toEqual([expect.stringMatching(/^\{"nonce":"[0-9a-f]{64}"\}$/)])
})

test('a page that is no longer known is told what to do', async () => {
  answer(null, 401)
  const lost = vi.fn()
  const opening = openSocket(url, lost)
  await expect(opening).rejects.toThrow(RefusedError)
  await expect(opening).rejects.toThrow(/Open the address that it prints/)
  expect(lost).toHaveBeenCalledWith(null)
})
