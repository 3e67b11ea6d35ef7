import { Buffer } from 'node:buffer'
import { performance } from 'node:perf_hooks'
import { hostInterface } from './interfaces.ts'
import { textLimit, type RunMessage } from './protocol.ts'

export interface HostOptions {
  /** Bytes of log that are kept. */
  logLimit: number
  /** Takes fuel for work that the host does. */
  charge: (fuel: number) => void
  send: (message: RunMessage) => void
}

/** Weight of a line beside its text, so that empty lines are not free. */
const lineWeight = 32
const progressEveryMs = 50

/** The interface `host` of the agent's world. */
export function createHost({ logLimit, charge, send }: HostOptions): Record<string, object> {
  let logged = 0
  let lastProgress = -Infinity
  return {
    [hostInterface]: {
      log(level: string, text: string) {
        charge(100 + (text.length >> 2))
        const message = text.slice(0, textLimit)
        logged += Buffer.byteLength(message) + lineWeight
        if (logged <= logLimit) send({ kind: 'log', level, message })
      },
      progress(permille: number, text: string) {
        charge(100 + (text.length >> 2))
        // What is dropped here is seen by nobody, so real time may decide.
        const now = performance.now()
        if (now - lastProgress < progressEveryMs && permille < 1000) return
        lastProgress = now
        send({ kind: 'progress', permille: Math.min(permille, 1000), message: text.slice(0, textLimit) })
      },
    },
  }
}
