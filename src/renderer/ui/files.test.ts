import { afterEach, expect, test, vi } from 'vitest'
import { save } from './files.ts'

afterEach(() => void vi.useRealTimers())

test('text and bytes become files of their name, and their address is given back', async () => {
  vi.useFakeTimers()
  const made: Blob[] = []
  const given: string[] = []
  // jsdom has neither, and follows no link.
  URL.createObjectURL = (blob: Blob) => `blob:${made.push(blob)}`
  URL.revokeObjectURL = (url) => void given.push(url)
  const clicked: string[] = []
  HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
    clicked.push(`${this.href} ${this.download}`)
  }
  save('{}', 'application/json', 'key.json')
  save(Uint8Array.of(1, 2, 3), 'image/png', 'dot.png')
  expect(clicked).toEqual(['blob:1 key.json', 'blob:2 dot.png'])
  expect(made.map(({ type, size }) => [type, size])).toEqual([
    ['application/json', 2],
    ['image/png', 3],
  ])
  expect(given).toEqual([])
  await vi.runAllTimersAsync()
  expect(given).toEqual(['blob:1', 'blob:2'])
})
