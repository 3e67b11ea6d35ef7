import { expect, it } from 'vitest'
import { createLog } from '../observability/log.ts'
import { createChanges } from './changes.ts'
import { createNotices } from './notices.ts'
import { say } from '../words.ts'

it('keeps what is wrong until it is put right, tells of both, and logs the first', () => {
  const changes = createChanges()
  const told: string[] = []
  changes.listen(({ topic }) => told.push(topic))
  const log = createLog({ dir: null })
  const notices = createNotices(changes, log)
  const { code, facts, ...text } = say('storage.untidy')
  const said = { code, facts }

  notices.set('key', null)
  expect(told).toEqual([])
  notices.set('key', { ...said, ...text })
  expect(notices.list()).toEqual([{ id: 'key', said, ...text }])
  notices.set('key', null)
  expect(notices.list()).toEqual([])
  expect(told).toEqual(['system', 'system'])
  expect(log.recent(9).map((line) => line.text)).toEqual([
    `${text.message} ${text.consequence} ${text.remedy}`,
  ])
})
