import pRetry from 'p-retry'
import { messageOf } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import { openSession, type OpenSession } from './session.ts'

export interface Link {
  session(): OpenSession | null
  /** Drops the connection and the waiting time; the next attempt is made at once. */
  reconnect(): void
  stop(): Promise<void>
}

export interface LinkOptions {
  url: string
  /** A connection that exists already. */
  first?: OpenSession
  onSession: (session: OpenSession) => void
  /** The connection was lost or an attempt failed. */
  onTrouble: (message: string) => void
  log: Log
}

const BACK_OFF = { retries: Infinity, minTimeout: 250, maxTimeout: 30_000, factor: 2, randomize: true }

/** Keeps one endpoint connected: after a loss it tries again, waiting longer each time, up to 30 s. */
export function keepConnected({ url, first, onSession, onTrouble, log }: LinkOptions): Link {
  const stopped = new AbortController()
  let session: OpenSession | null = null
  let attempt = new AbortController()

  async function connect(): Promise<OpenSession> {
    for (;;) {
      stopped.signal.throwIfAborted()
      attempt = new AbortController()
      const signal = AbortSignal.any([stopped.signal, attempt.signal])
      try {
        return await pRetry(() => openSession(url, signal), {
          ...BACK_OFF,
          signal,
          onFailedAttempt: ({ error, attemptNumber }) => {
            onTrouble(messageOf(error))
            log.debug(`Connecting to ${url} failed (attempt ${attemptNumber}): ${messageOf(error)}`)
          },
        })
      } catch (error) {
        // An aborted attempt means: begin again without waiting.
        if (!attempt.signal.aborted || stopped.signal.aborted) throw error
      }
    }
  }

  async function run() {
    let given = first
    while (!stopped.signal.aborted) {
      session = given ?? (await connect())
      given = undefined
      const { signal } = session
      if (!signal.aborted) {
        onSession(session)
        await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }))
      }
      session = null
      if (!stopped.signal.aborted) onTrouble(messageOf(signal.reason))
    }
  }

  const running = run().catch((error: unknown) => {
    if (!stopped.signal.aborted) log.error(`The connection to ${url} was given up: ${messageOf(error)}`)
  })

  return {
    session: () => session,
    reconnect() {
      if (session) void session.close()
      else attempt.abort(new Error('Trying again at once.'))
    },
    async stop() {
      stopped.abort(new Error('The network was left.'))
      await session?.close()
      await running
    },
  }
}
