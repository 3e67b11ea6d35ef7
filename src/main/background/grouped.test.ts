import { expect, test } from 'vitest'
import { createWords } from '../speech.ts'
import { grouped } from './grouped.ts'

const { words } = createWords(() => 'en')
const told = (...texts: string[]) => texts.map((text) => ({ text, place: `/${text.length}` }))

test('one leads to what it is about', () => {
  expect(grouped(told('Paid'), words)).toEqual({ title: 'Ainur', body: 'Paid', place: '/4' })
})

test('several are one', () => {
  expect(grouped(told('a', 'b'), words)).toEqual({ title: '2 notifications', body: 'a\nb', place: null })
  expect(grouped(told('a', 'b', 'c', 'd', 'e'), words)).toEqual({
    ...{ title: '5 notifications', body: 'a\nb\nc\nand 2 more', place: null },
  })
})

test('what others wrote is bounded, on one line, without markup and without what is hidden', () => {
  const { body } = grouped(
    told(`<b>Pay</b> <a href="http://evil">me</a>\n\n\u202Enow\u0007${'!'.repeat(500)}`),
    words,
  )
  expect(body).toMatch(/^‹b›Pay‹\/b› ‹a href="http:\/\/evil"›me‹\/a› now!+ …$/)
  expect(body.length).toBeLessThan(210)
})
