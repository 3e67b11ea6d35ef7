import fc from 'fast-check'
import { expect, it } from 'vitest'
import { createCapture } from './host/capture.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

it('keeps the end of what was written, however it was written', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme-ascii', maxLength: 30 })),
      fc.integer({ min: 1, max: 40 }),
      (writes, limit) => {
        const capture = createCapture(limit)
        for (const text of writes) capture.write(bytes(text))
        expect(capture.text()).toBe(writes.join('').slice(-limit))
      },
    ),
  )
})

it('copies what it keeps: the guest may write over its memory', () => {
  const capture = createCapture(10)
  const memory = bytes('first')
  capture.write(memory)
  memory.set(bytes('other'))
  expect(capture.text()).toBe('first')
})
