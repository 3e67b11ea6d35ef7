import { setTimeout as delay } from 'node:timers/promises'
import { messageOf, OfflineError, SaidError } from './errors.ts'
import type { Foundations } from './foundations.ts'
import type { Network } from './network.ts'
import { makePrivate } from './private-folder.ts'
import type { Step } from './system/status.ts'
import { say } from './words.ts'

/** How long the start waits for a network before it goes on without one, ms. */
const CONNECT_WITHIN_MS = 10_000

interface Part {
  start?(): void | Promise<void>
  stop?(): void | Promise<void>
}

export interface StartParts extends Foundations, Network {
  dataDir: string
  wallet: { start(): void | Promise<void>; stop(): void | Promise<void> }
  /** Blocks of the chain are lost: what was done for them did not happen. */
  onLost: () => void
  /** What works for people, started in this order and stopped in reverse. */
  features: readonly Part[]
}

/** The start of a core, step by step. `onStop` is told how to undo what was done, to be called in reverse. */
export function startSteps(parts: StartParts, onStop: (stop: () => void | Promise<void>) => void): Step[] {
  const { log, changes, storage, localDb, indexDb, settings, client, sync, record, submitter, wallet } = parts
  return [
    {
      said: say('system.opening-data'),
      run() {
        for (const words of makePrivate(parts.dataDir)) log.warn(words)
        storage.start()
        onStop(() => storage.stop())
        localDb.open()
        onStop(() => localDb.close())
        if (settings.dropRefusedEndpoints())
          log.warn(
            'An endpoint that was kept is not used any more: it was not wss://host:port, or had a secret.',
          )
        localDb.cleanOnce()
        onStop(() => indexDb.close())
      },
    },
    {
      said: say('system.preparing-keys'),
      async run() {
        await wallet.start()
        onStop(() => wallet.stop())
      },
    },
    {
      said: say('system.starting-network'),
      optional: true,
      async run(signal) {
        onStop(client.onStatus(() => changes.publish({ topic: 'chain' })))
        onStop(
          settings.onChange((now, before) => {
            if (now.devSpeed === before.devSpeed && now.executor === before.executor) return
            client.configureEmbedded(now).catch((error: unknown) => log.error(messageOf(error)))
          }),
        )
        onStop(() => client.stop())
        onStop(record.onLost(parts.onLost))
        sync.start()
        onStop(() => sync.stop())
        submitter.start()
        onStop(() => submitter.stop())
        await client.start(settings.get().network, signal)
      },
    },
    {
      said: say('system.starting-agents'),
      async run() {
        // First: what failed half-way through its start is stopped as well.
        for (const feature of parts.features) onStop(() => feature.stop?.())
        for (const feature of parts.features) await feature.start?.()
      },
    },
    { said: say('system.connecting'), optional: true, run: (signal) => connect(parts, signal) },
    { said: say('system.reading-chain'), optional: true, run: (signal) => catchUp(parts, signal) },
  ]
}

async function connect({ client }: Network, signal: AbortSignal) {
  if (client.status().connection === 'failed') throw troubleOf(client) ?? notYet('system.not-opened')
  const limit = AbortSignal.any([signal, AbortSignal.timeout(CONNECT_WITHIN_MS)])
  await client.whenConnected(limit).catch(() => {
    signal.throwIfAborted()
    throw troubleOf(client) ?? notYet('system.no-answer-yet')
  })
}

/** Waits for what came since the last time; an index that has much to read is no reason not to begin. */
async function catchUp({ client, sync, log }: Network & Foundations, signal: AbortSignal) {
  while (!signal.aborted) {
    const { finalized, connection } = client.status()
    if (connection !== 'connected') return
    const behind = sync.isBehind()
    if (behind) log.info('Much of the chain is still to be read: that goes on while Ainur is used.')
    if (behind !== null) return behind ? undefined : sync.waitFor(finalized ?? 0, signal)
    await delay(5, undefined, { signal })
  }
}

/** What keeps the network from being connected, or null. */
function troubleOf(client: Network['client']): Error | null {
  const { error, said } = client.status()
  if (error === null) return null
  return said ? new SaidError({ ...said, message: error }) : new Error(error)
}

const notYet = (code: 'system.not-opened' | 'system.no-answer-yet') =>
  new OfflineError({ ...say('chain.offline'), ...say(code) })
