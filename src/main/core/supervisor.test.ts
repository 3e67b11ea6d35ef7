import { expect, test, vi } from 'vitest'
import { CoreError, type CoreLink } from './link.ts'
import { type PageDoor, superviseCore } from './supervisor.ts'

function makeLink() {
  const lost = Promise.withResolvers<string>()
  const stop = vi.fn(() => {
    lost.resolve('stopped')
    return Promise.resolve()
  })
  const link: CoreLink = { connect: vi.fn(), lost: lost.promise, stop, kill: vi.fn() }
  return { link, stop, lose: lost.resolve }
}
function makePage(join: PageDoor['join'] = () => {}) {
  let ask = () => {}
  const told: string[] = []
  const page: PageDoor = {
    onWanted: (listener) => {
      ask = listener
      return () => (ask = () => {})
    },
    join,
    tell: (reason) => told.push(reason),
  }
  return { page, told, ask: () => ask() }
}

test('a page that cannot be joined does not cost the core', async () => {
  const { link, stop } = makeLink()
  const open = vi.fn(() => Promise.resolve(link))
  const { page, ask } = makePage(() => {
    throw new Error('the frame is gone')
  })
  const lines: string[] = []
  const supervisor = superviseCore([page], open, (line) => lines.push(line))
  ask()
  await expect.poll(() => lines.join('\n')).toContain('the frame is gone')
  ask()
  expect(stop).not.toHaveBeenCalled()
  expect(open).toHaveBeenCalledOnce()
  await supervisor.stop()
  expect(stop).toHaveBeenCalled()
})

test('a core that is lost is stopped, told of and followed by another one', async () => {
  const [first, second] = [makeLink(), makeLink()]
  const links = [first.link, second.link]
  const joined: unknown[] = []
  const { page, told, ask } = makePage((connect) => joined.push(connect))
  const lines: string[] = []
  const supervisor = superviseCore(
    [page],
    () => Promise.resolve(links.shift()!),
    (line) => lines.push(line),
  )
  ask()
  await expect.poll(() => joined).toEqual([first.link.connect])
  first.lose('The core ended (SIGKILL).')
  await expect.poll(() => joined).toEqual([first.link.connect, second.link.connect])
  expect(first.stop).toHaveBeenCalledOnce()
  expect(told).toEqual(['The core ended (SIGKILL).'])
  expect(lines).toEqual([
    'The core is up.',
    'The core is gone: The core ended (SIGKILL). Another one is opened in 1 s.',
    'The core is up.',
  ])
  await supervisor.stop()
})

test('closing while a core is being opened aborts that and waits for its end', async () => {
  const ended = vi.fn()
  const open = (signal: AbortSignal) =>
    new Promise<CoreLink>((_, reject) =>
      signal.addEventListener('abort', () => {
        ended()
        reject(new CoreError('The desktop is closing.'))
      }),
    )
  const supervisor = superviseCore([makePage().page], open, () => {})
  await supervisor.stop()
  expect(ended).toHaveBeenCalledOnce()
})

test('a core that comes up although the desktop closes is stopped, too', async () => {
  const { link, stop } = makeLink()
  const opening = Promise.withResolvers<CoreLink>()
  const supervisor = superviseCore(
    [makePage().page],
    () => opening.promise,
    () => {},
  )
  const stopping = supervisor.stop()
  opening.resolve(link)
  await stopping
  expect(stop).toHaveBeenCalled()
  expect(link.connect).not.toHaveBeenCalled()
})
