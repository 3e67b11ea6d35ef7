import { setTimeout as delay } from 'node:timers/promises'
import type { WebSocket } from 'ws'

/** Between two looks at a client, ms: time to ask for what it heard of. */
const PAUSE_MS = 50
/** A client that asks for nothing in so many rounds one after the other has dealt with what it heard. */
const QUIET_ROUNDS = 2
/** One that never stops asking has had answers so many times, one after the other. */
const MOST_ROUNDS = 20

export interface Attention {
  /** A request came. */
  asked(): void
  /** A request was answered. */
  answered(): void
  /**
   * Resolves when the client has read all that it was sent up to now, and asks for nothing more about it; or is gone.
   * A client that is busy takes its time: it is asked for a pong, which comes behind what it has to read before.
   */
  read(): Promise<void>
}

/** Watches how far the client of a WebSocket is. */
export function watchAttention(socket: WebSocket): Attention {
  let asked = 0
  let answered = 0
  let pings = 0
  let latest: Promise<void> = Promise.resolve()
  let next: Promise<void> | null = null
  const isOpen = () => socket.readyState === socket.OPEN
  let onAnswer = () => {}

  function pong(): Promise<void> {
    const id = String(++pings)
    return new Promise((resolve) => {
      const end = () => {
        socket.off('pong', hear).off('close', end)
        resolve()
      }
      const hear = (data: Buffer) => String(data) === id && end()
      socket.on('pong', hear).on('close', end)
      socket.ping(id)
    })
  }

  async function answeredUpTo(count: number): Promise<void> {
    while (answered < count && isOpen()) await new Promise<void>((resolve) => (onAnswer = resolve))
  }
  socket.once('close', () => onAnswer())

  async function untilRead(): Promise<void> {
    next = null
    let quiet = 0
    for (let round = 0; round < MOST_ROUNDS && quiet < QUIET_ROUNDS && isOpen(); round++) {
      const before = asked
      await pong()
      await delay(PAUSE_MS, undefined, { ref: false })
      quiet = asked === before && answered === asked ? quiet + 1 : 0
      await answeredUpTo(asked)
    }
  }

  return {
    asked: () => void asked++,
    answered() {
      answered++
      onAnswer()
    },
    // Those who wait for the same moment wait together.
    read: () => (next ??= latest = latest.then(untilRead)),
  }
}
