import { setImmediate as nextRound } from 'node:timers/promises'

/** The thread does at most so much at a time before it looks at its sockets and timers again, ms. */
const TURN_MS = 4

/** Lets go of the thread when it was held for a turn. Await it between the steps of long work. */
export function createBreather(): () => Promise<void> | undefined {
  let since = performance.now()
  return () => {
    if (performance.now() - since < TURN_MS) return undefined
    return nextRound().then(() => void (since = performance.now()))
  }
}

type Work = () => Promise<unknown>

/** What one client wants done, in its order. */
export interface Line {
  add(work: Work): void
  /** What is not done yet, begun or not. */
  size(): number
  /** Forgets what has not begun. */
  end(): void
}

/**
 * Begins one piece of work after the other, each line in its turn: whoever asks for much waits for itself, and nobody
 * else does for more than one piece. `fault` hears of work that fails; the rest goes on.
 */
export function createTurns(fault: (error: unknown) => void): { line(onDone?: () => void): Line } {
  /** Lines in which something waits; the first is next. */
  const ring = new Set<Work[]>()
  const breathe = createBreather()
  let running = false

  async function run(): Promise<void> {
    running = true
    for (const waiting of ring) {
      ring.delete(waiting)
      const work = waiting.shift()
      if (waiting.length > 0) ring.add(waiting)
      // What waits for something else, such as a block, holds nobody up.
      if (work) await Promise.race([work(), nextRound()])
      await breathe()
    }
    running = false
  }

  return {
    line(onDone = () => {}) {
      const waiting: Work[] = []
      let begun = 0
      return {
        add(work) {
          waiting.push(async () => {
            begun++
            await work().catch(fault)
            begun--
            onDone()
          })
          ring.add(waiting)
          if (!running) void run()
        },
        size: () => waiting.length + begun,
        end() {
          waiting.length = 0
          ring.delete(waiting)
        },
      }
    },
  }
}
