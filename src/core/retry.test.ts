import { expect, test } from 'vitest'
import { retry } from './retry.ts'

test('goes on after errors of any kind', async () => {
  const nothing = {} as { call(): void }
  const throwWords = () => {
    throw 'just words' as never
  }
  const errors = [() => nothing.call(), () => Promise.reject(new Error('away')), throwWords, () => 'done']
  const told: string[] = []
  const work = () => errors.shift()!()
  const onFailedAttempt = ({ error }: { error: Error }) => void told.push(error.message)
  expect(await retry<unknown>(work, { minTimeout: 0, onFailedAttempt })).toBe('done')
  expect(told).toEqual(['nothing.call is not a function', 'away', 'just words'])
})

test('ends with the last error where trying again is no use, and with its signal', async () => {
  const away = () => Promise.reject(new TypeError('away'))
  await expect(retry(away, { minTimeout: 0, shouldRetry: () => false })).rejects.toThrow('away')
  const ending = new AbortController()
  const tried = retry(away, { minTimeout: 60_000, signal: ending.signal })
  ending.abort(new Error('closing'))
  await expect(tried).rejects.toThrow('closing')
})
