import { expect, test } from 'vitest'
import { createSubscriptions } from './subscriptions.ts'

test('a subscription that is opened after the connection closed is ended at once', () => {
  const subscriptions = createSubscriptions(
    () => {},
    async () => {},
  )
  const { connection } = subscriptions.request()
  const ended: string[] = []
  connection.subscribe('chain_newHead', () => void ended.push('before'))
  subscriptions.close()
  expect(ended).toEqual(['before'])
  expect(() => connection.subscribe('chain_newHead', () => void ended.push('after'))).toThrow(/closed/)
  expect(ended).toEqual(['before', 'after'])
})
