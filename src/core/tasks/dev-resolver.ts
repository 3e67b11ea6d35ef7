import { Keyring } from '@polkadot/keyring'
import { eq } from 'drizzle-orm'
import { call, storage } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import type { Submitter } from '../tx/submit.ts'
import type { IndexDb } from '../db/index-db.ts'
import { tasks } from '../db/schema/index/tasks.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from '../system/changes.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { taskRow } from './query.ts'
import { verifyTask, type Verification, type VerifyDeps } from '../work/verify.ts'
import { retry } from '../retry.ts'
import { say } from '../words.ts'

/** The account that development genesis gives the sudo key to. Its phrase is public. */
const SUDO_URI = '//Alice'
/** Pauses between attempts, ms. */
const FIRST_PAUSE_MS = 250
const LONGEST_PAUSE_MS = 4_000
/** What the transaction needs to be in time, ms. */
const TO_SETTLE_MS = 3_000

export interface DevResolver {
  start(): void
  stop(): Promise<void>
}

export interface DevResolverDeps extends VerifyDeps {
  client: ChainClient
  submitter: Submitter
  indexDb: IndexDb
  /** Whether the index shows the present of the chain. */
  isCurrent: () => boolean
  changes: Changes
  log: Log
}

/**
 * Settles disputes on the embedded network, where there is no jury: runs the work again and decides by what comes
 * out. What the agent has to provide and does not, a run that comes to an end included, is asked for again until half
 * of the time for the resolution is over; then the submitter wins. What cannot be looked at because of the submitter
 * or of this machine is tried until the chain's deadline and left to it. Does nothing on any other network.
 */
export function createDevResolver(deps: DevResolverDeps): DevResolver {
  const { client, indexDb, changes, log } = deps
  const seen = new Map<string, Promise<unknown>>()
  const stopped = new AbortController()
  const { signal } = stopped
  const ends: (() => void)[] = []
  /** For the index to show the present. */
  let waits = false

  async function isJudge(address: string): Promise<boolean> {
    const key = await storage(client.api(), 'sudo', 'key')()
    return key.toString() === address
  }

  /** Tries until it is decided, or the chain has decided. */
  async function resolve(network: string, task: TaskRow): Promise<void> {
    if (task.trust === 'manual') {
      log.info(`Task ${task.id} is settled by hand: the dispute is left to its deadline.`)
      return
    }
    const isOpen = () => indexDb.genesisHash === network && taskRow(indexDb.db, task.id)?.state === 'disputed'
    let told = ''
    const settle = async () => {
      if (isOpen() && (await isJudge(judge().address))) await decide(deps, task, network, signal)
    }
    try {
      await retry(settle, {
        ...{ minTimeout: FIRST_PAUSE_MS, maxTimeout: LONGEST_PAUSE_MS, signal },
        onFailedAttempt({ error }) {
          const problem = messageOf(error)
          if (problem !== told) log.warn(`The dispute about task ${task.id} is not settled yet: ${problem}`)
          told = problem
        },
        shouldRetry: isOpen,
      })
    } catch {
      signal.throwIfAborted()
      log.warn(`Task ${task.id}: its dispute was left to the deadline. ${told}`)
    }
  }

  function lookAround(): void {
    if (signal.aborted || client.status().network.kind !== 'embedded' || indexDb.genesisHash === null) return
    // A dispute of the past was settled long ago.
    waits = !deps.isCurrent()
    if (waits) return
    const network = indexDb.genesisHash
    for (const task of indexDb.db.select().from(tasks).where(eq(tasks.state, 'disputed')).all()) {
      const key = `${network}/${task.id}`
      if (seen.has(key)) continue
      const done = resolve(network, task)
        .catch((error: unknown) => {
          if (!signal.aborted)
            log.error(`The dispute about task ${task.id} is not settled: ${messageOf(error)}`)
        })
        // Whoever comes back to this network finds the dispute again.
        .finally(() => indexDb.genesisHash !== network && seen.delete(key))
      seen.set(key, done)
    }
  }

  return {
    start() {
      ends.push(
        changes.listen(({ topic }) => {
          if (topic === 'tasks' || (topic === 'chain' && waits)) lookAround()
        }),
        client.onSession(() => lookAround()),
      )
    },
    async stop() {
      stopped.abort(new Error('Ainur is closing.'))
      for (const end of ends) end()
      await Promise.all(seen.values())
    },
  }
}

const judge = () => new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(SUDO_URI)

/** @throws why it cannot be decided yet */
async function decide(
  deps: DevResolverDeps,
  task: TaskRow,
  network: string,
  signal: AbortSignal,
): Promise<void> {
  const { client, submitter, log } = deps
  const begins = task.disputedAt ?? 0
  const ends = task.deadline ?? begins
  const half = (ends - begins) / 2
  const now = () => client.status().time ?? begins
  const most = Math.max(ends - now() - TO_SETTLE_MS, FIRST_PAUSE_MS)
  const verification = await verifyTask(deps, task, { time: { most, enough: half }, signal })
  const winner = winnerOf(verification, now() - begins >= half)
  const why = verification.reasons.map(({ message }) => message).join(' ')
  if (winner === null) throw new Error(why)
  log.info(`Task ${task.id} is settled in favour of the ${winner.toLowerCase()}. ${why}`.trim())
  const { id } = await submitter.submit({
    extrinsic: (api) => call(api, 'sudo', 'sudo', call(api, 'tasks', 'resolve', task.id, winner)),
    genesisHash: network,
    signer: judge(),
    action: 'tasks.resolve',
    summary: say(winner === 'Agent' ? 'tasks.settle-for-agent' : 'tasks.settle-for-submitter', {
      task: task.id,
    }),
    from: null,
    signal,
  })
  await submitter.waitFinalized(id, signal)
}

/** Null: not yet, or not at all. `late`: the agent has had its time to provide what is missing. */
export function winnerOf({ verdict, blame }: Verification, late: boolean): 'Agent' | 'Submitter' | null {
  if (verdict === 'same') return 'Agent'
  if (verdict === 'different') return 'Submitter'
  return blame === 'agent' && late ? 'Submitter' : null
}
