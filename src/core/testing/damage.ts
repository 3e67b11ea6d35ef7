import { copyFileSync, existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'

/** Numbers from 0 to 1 that are the same for the same seed. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** How often each kind is worth trying: some can hit anything, some only end in one way. */
const TIMES = { bit: 4, byte: 4, page: 4, cut: 4, emptied: 1, gone: 1, older: 1 } as const
export type Damage = keyof typeof TIMES
export const damages = Object.entries(TIMES).flatMap(([damage, times]) =>
  Array<Damage>(times).fill(damage as Damage),
)

const PAGE = 4_096

/**
 * Spoils a file as disks, file systems and people do. `older`: what the file was before. Gives words for a report, or
 * null where the file is the same as before.
 */
export function spoil(
  file: string,
  damage: Damage,
  random: () => number,
  older: string | null = null,
): string | null {
  const before = existsSync(file) ? readFileSync(file) : null
  const size = before?.length ?? 0
  const at = Math.floor(random() * size)
  const change = (work: (bytes: Buffer) => void) => {
    const bytes = readFileSync(file)
    if (bytes.length > 0) work(bytes)
    writeFileSync(file, bytes)
  }
  if (damage === 'bit') change((bytes) => void (bytes[at]! ^= 1 << Math.floor(random() * 8)))
  if (damage === 'byte')
    change((bytes) => void (bytes[at] = (bytes[at]! + 1 + Math.floor(random() * 255)) % 256))
  if (damage === 'page')
    change(
      (bytes) =>
        void bytes
          .subarray(at - (at % PAGE))
          .subarray(0, PAGE)
          .fill(0),
    )
  if (damage === 'cut') truncateSync(file, at)
  if (damage === 'emptied') truncateSync(file, 0)
  if (damage === 'gone') rmSync(file, { force: true })
  if (damage === 'older') {
    if (older !== null && existsSync(older)) copyFileSync(older, file)
    else rmSync(file, { force: true })
  }
  const after = existsSync(file) ? readFileSync(file) : null
  if (before === null ? after === null : after?.equals(before)) return null
  return `${damage} of ${file} (${size} bytes) at ${at}`
}
