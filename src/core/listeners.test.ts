import { expect, test } from 'vitest'
import { createListeners, when } from './listeners.ts'

test('what is there already is not waited for', async () => {
  expect(await when(() => 'here', createListeners())).toBe('here')
})

test('looks again whenever something is told, and at what was told', async () => {
  const heard = createListeners<[number: number]>()
  const even = when((number) => number !== undefined && number % 2 === 0 && `${number}`, heard)
  for (const number of [1, 3, 4, 6]) heard.tell(number)
  expect(await even).toBe('4')
})

test('whoever is tired of waiting hears their own reason, and nothing is looked at any more', async () => {
  const told = createListeners()
  const ending = new AbortController()
  let looks = 0
  const never = when(() => void looks++, told, ending.signal)
  ending.abort(new Error('closing'))
  await expect(never).rejects.toThrow('closing')
  told.tell()
  expect(looks).toBe(1)
  await expect(when(() => 'here', told, ending.signal)).rejects.toThrow('closing')
})

test('what cannot be looked at is said', async () => {
  const broken = () => {
    throw new Error('the index is closed')
  }
  await expect(when(broken, createListeners())).rejects.toThrow('the index is closed')
})
