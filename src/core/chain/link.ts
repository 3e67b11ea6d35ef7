import { once } from 'node:events'
import { messageOf } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import { retry } from '../retry.ts'
import type { Runtimes } from './runtimes.ts'
import { openSession, type OpenSession } from './session.ts'

export interface Link {
  session(): OpenSession | null
  /** Drops the connection and the waiting time; the next attempt is made at once. */
  reconnect(): void
  stop(): Promise<void>
}

export interface LinkOptions {
  url: string
  runtimes: Runtimes
  /** This Ainur runs the chain itself. */
  own?: boolean
  headers?: Readonly<Record<string, string>> | undefined
  /** A connection that exists already. */
  first?: OpenSession
  onSession: (session: OpenSession) => void
  /** The connection was lost or an attempt failed. */
  onTrouble: (error: unknown) => void
  log: Log
}

const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000
/** A connection that lived so long was a good one: the next attempt is made at once. */
const STEADY_MS = 10_000

/**
 * Keeps one endpoint connected: after a loss it tries again, waiting longer each time, up to 30 s; also where
 * connections are made and lost at once. Whatever goes wrong, it does not give up.
 */
export function keepConnected({
  url,
  runtimes,
  own,
  headers,
  first,
  onSession,
  onTrouble,
  log,
}: LinkOptions): Link {
  const stopped = new AbortController()
  let session: OpenSession | null = null
  /** Ends the attempt or the waiting time that is under way. */
  let hurry = new AbortController()
  let given = first

  function lost(error: unknown) {
    onTrouble(error)
    log.debug(`No connection to ${url}: ${messageOf(error)}`)
  }

  /** Throws why it was lost, unless it was a good one. */
  async function live(open: OpenSession) {
    const since = performance.now()
    session = open
    try {
      if (!open.signal.aborted) onSession(open)
      if (!open.signal.aborted) await once(open.signal, 'abort')
    } finally {
      session = null
      // Where nobody could make use of it.
      await open.close()
    }
    if (performance.now() - since < STEADY_MS) throw open.signal.reason
    if (!stopped.signal.aborted && !hurry.signal.aborted) lost(open.signal.reason)
  }

  async function run() {
    while (!stopped.signal.aborted) {
      hurry = new AbortController()
      const signal = AbortSignal.any([stopped.signal, hurry.signal])
      const connect = async () => {
        const open = given ?? (await openSession(url, runtimes, { signal, own, headers }))
        given = undefined
        await live(open)
      }
      const patience = { minTimeout: FIRST_WAIT_MS, maxTimeout: LONGEST_WAIT_MS, randomize: true, signal }
      await retry(connect, { ...patience, onFailedAttempt: ({ error }) => lost(error) }).catch(() => {})
    }
  }

  const running = run()

  return {
    session: () => session,
    reconnect() {
      hurry.abort(new Error('Trying again at once.'))
      void session?.close()
    },
    async stop() {
      stopped.abort(new Error('The network was left.'))
      await session?.close()
      await running
    },
  }
}
