/**
 * A longer silence between two readings means that the machine slept (or stood still), ms: it counts as no time at all,
 * so that nobody is late by it. Shorter than the shortest window of the embedded chain, which is a second; where its time
 * runs faster, so do the readings, within reason.
 */
const LONGEST_STEP_MS = 900
const LONGEST_FAST_STEP_MS = 200
const READINGS_A_STEP = 4

const longestStep = (speed: number) => Math.max(LONGEST_STEP_MS / Math.max(speed, 1), LONGEST_FAST_STEP_MS)

export interface ClockOptions {
  /** The last block's timestamp, ms. */
  readonly start: number
  /** The deadline that is pending at that block, or null. */
  readonly pending: number | null
  /** Chain ms per real ms while a deadline is pending. */
  readonly speed: number
  /** Wall clock, ms since epoch. */
  readonly wall?: () => number
  /** Monotonic clock, ms. */
  readonly monotonic?: () => number
}

/**
 * The chain's time. With no deadline pending it is the wall clock (or runs on from where it is, when it is ahead).
 * While one is pending it runs on from the last block at `speed`, whatever the wall clock does, and stands still at
 * the deadline until the block that deals with it was made: closing the app or the lid makes nobody late.
 */
export function createClock({
  start,
  pending,
  speed,
  wall = Date.now,
  monotonic = () => performance.now(),
}: ClockOptions) {
  let time = start
  let readAt = monotonic()
  let deadline = pending === null ? null : Math.max(pending, start + 1)

  function advance(): void {
    const now = monotonic()
    const passed = Math.max(now - readAt, 0)
    const step = passed > longestStep(speed) ? 0 : passed
    readAt = now
    if (deadline === null) time = Math.max(time + step, wall())
    else time = Math.min(time + step * speed, Math.max(time, deadline))
  }

  return {
    /** Chain time, ms. Never goes back. */
    now(): number {
      advance()
      return Math.floor(time)
    },
    /** A block was made at `timestamp`; `next` is the deadline that is pending behind it. */
    blockMade(timestamp: number, next: number | null): void {
      advance()
      time = Math.max(time, timestamp)
      deadline = next === null ? null : Math.max(next, timestamp + 1)
    },
    /** When the block of the pending deadline is due, chain ms. */
    due: () => deadline,
    /** Real ms until the chain's time is `target`. */
    realMsUntil(target: number): number {
      advance()
      return Math.max(0, (target - time) / (deadline === null ? 1 : speed))
    },
    /** Real ms within which the clock has to be read again, so that time that passes is told from sleep. */
    readWithin: () => longestStep(speed) / READINGS_A_STEP,
    speed: () => speed,
    setSpeed(next: number): void {
      advance()
      speed = next
    },
  }
}
export type ChainClock = ReturnType<typeof createClock>

/** The next block's slot for a chain time: later than the last one's. The timestamp is where the slot begins. */
export function nextSlot(
  time: number,
  lastSlot: number,
  slotMs: number,
): { slot: number; timestamp: number } {
  const slot = Math.max(Math.floor(time / slotMs), lastSlot + 1)
  return { slot, timestamp: slot * slotMs }
}

/** The first slot that begins at or after `deadline`. */
export const slotOfDeadline = (
  deadline: number,
  lastSlot: number,
  slotMs: number,
): { slot: number; timestamp: number } => nextSlot(Math.ceil(deadline / slotMs) * slotMs, lastSlot, slotMs)
