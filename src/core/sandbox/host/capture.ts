import { Buffer } from 'node:buffer'

/** Keeps the end of what is written, up to a limit: there stands why it failed. The guest does not see what is dropped. */
export interface Capture {
  write(bytes: Uint8Array): void
  text(): string
}

/** @param limit bytes; twice as many are held */
export function createCapture(limit: number): Capture {
  let kept = Buffer.alloc(0)
  let length = 0
  return {
    write(bytes) {
      if (bytes.length === 0) return
      if (kept.length === 0) kept = Buffer.alloc(2 * limit)
      const last = bytes.length > limit ? bytes.subarray(-limit) : bytes
      if (length + last.length > kept.length) {
        kept.copyWithin(0, length - limit, length)
        length = limit
      }
      kept.set(last, length)
      length += last.length
    },
    text: () => kept.toString('utf8', Math.max(0, length - limit), length),
  }
}
