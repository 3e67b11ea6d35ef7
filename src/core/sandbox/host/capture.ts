import { Buffer } from 'node:buffer'

/** Collects bytes up to a limit; what is beyond is dropped, and the drop is not visible to the guest. */
export interface Capture {
  write(bytes: Uint8Array): void
  text(): string
}

export function createCapture(limit: number): Capture {
  const chunks: Uint8Array[] = []
  let length = 0
  return {
    write(bytes) {
      const room = limit - length
      if (room <= 0 || bytes.length === 0) return
      const kept = bytes.slice(0, room)
      chunks.push(kept)
      length += kept.length
    },
    text: () => Buffer.concat(chunks).toString(),
  }
}
