import { expect, it } from 'vitest'
import { createLog } from '../observability/log.ts'
import { createChanges } from './changes.ts'
import { createNotices } from './notices.ts'

it('keeps what is wrong until it is put right, tells of both, and logs the first', () => {
  const changes = createChanges()
  const told: string[] = []
  changes.listen(({ topic }) => told.push(topic))
  const log = createLog({ dir: null })
  const notices = createNotices(changes, log)
  const text = { message: 'The key is gone.', consequence: 'Agents stop.', remedy: 'Restore it.' }

  notices.set('key', null)
  expect(told).toEqual([])
  notices.set('key', text)
  expect(notices.list()).toEqual([{ id: 'key', ...text }])
  notices.set('key', null)
  expect(notices.list()).toEqual([])
  expect(told).toEqual(['system', 'system'])
  expect(log.recent(9).map((line) => line.text)).toEqual(['The key is gone. Agents stop. Restore it.'])
})
