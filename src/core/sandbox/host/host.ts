import { Buffer } from 'node:buffer'
import { performance } from 'node:perf_hooks'
import { hostInterface } from './interfaces.ts'
import { lineWeight, progressEveryMs, textLimit, type RunMessage } from './protocol.ts'

export interface HostOptions {
  /** Bytes of log that are kept. */
  logLimit: number
  /** Takes fuel for work that the host does. */
  charge: (fuel: number) => void
  send: (message: RunMessage) => void
}

/** The interface `host` of the agent's world. */
export function createHost({ logLimit, charge, send }: HostOptions): Record<string, object> {
  let logged = 0
  let lastProgress = -Infinity
  let finished = false
  return {
    [hostInterface]: {
      log(level: string, text: string) {
        charge(text.length >> 2)
        const message = text.slice(0, textLimit)
        logged += Buffer.byteLength(message) + lineWeight
        if (logged <= logLimit) send({ kind: 'log', level, message })
      },
      progress(permille: number, text: string) {
        charge(text.length >> 2)
        // What is dropped here is seen by nobody, so real time may decide. The end is told at once, but once.
        const now = performance.now()
        const ends = permille >= 1000 && !finished
        if (now - lastProgress < progressEveryMs && !ends) return
        lastProgress = now
        finished ||= ends
        send({ kind: 'progress', permille: Math.min(permille, 1000), message: text.slice(0, textLimit) })
      },
    },
  }
}
