import { Keyring } from '@polkadot/keyring'
import { eq } from 'drizzle-orm'
import { call, storage } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import type { Submitter } from '../chain/submit.ts'
import type { IndexDb } from '../db/index-db.ts'
import { tasks } from '../db/schema/index/tasks.ts'
import { messageOf } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from '../system/changes.ts'
import type { TaskRow } from './transitions.ts'
import { verifyTask, type VerifyDeps } from './verify.ts'

/** The account that development genesis gives the sudo key to. Its phrase is public. */
const SUDO_URI = '//Alice'

export interface DevResolver {
  start(): void
  stop(): Promise<void>
}

export interface DevResolverDeps extends VerifyDeps {
  client: ChainClient
  submitter: Submitter
  indexDb: IndexDb
  changes: Changes
  log: Log
}

/**
 * Settles disputes on the embedded network, where there is no jury: runs the work again and decides by what comes
 * out. What cannot be run again is left to the chain's deadline. Does nothing on any other network.
 */
export function createDevResolver(deps: DevResolverDeps): DevResolver {
  const { client, submitter, indexDb, changes, log } = deps
  const seen = new Map<string, Promise<void>>()
  const stopped = new AbortController()
  const ends: (() => void)[] = []

  async function isJudge(address: string): Promise<boolean> {
    const key = await storage(client.api(), 'sudo', 'key')()
    return key.toString() === address
  }

  async function resolve(task: TaskRow): Promise<void> {
    const { signal } = stopped
    if (task.trust === 'manual') {
      log.info(`Task ${task.id} is settled by hand: the dispute is left to its deadline.`)
      return
    }
    const judge = new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(SUDO_URI)
    if (!(await isJudge(judge.address))) return
    const { verdict, reasons } = await verifyTask(deps, task, signal)
    if (verdict === 'cannot') {
      const why = reasons.map(({ message }) => message).join(' ')
      log.warn(`Task ${task.id} cannot be run again, its dispute is left to the deadline. ${why}`)
      return
    }
    const winner = verdict === 'same' ? 'Agent' : 'Submitter'
    log.info(`Task ${task.id}: a re-run gave ${verdict === 'same' ? 'the same' : 'another'} result.`)
    const { id } = await submitter.submit({
      extrinsic: (api) => call(api, 'sudo', 'sudo', call(api, 'tasks', 'resolve', task.id, winner)),
      signer: judge,
      action: 'tasks.resolve',
      summary: `Settle the dispute about task ${task.id} in favour of the ${winner.toLowerCase()}`,
      from: null,
      signal,
    })
    await submitter.waitFinalized(id, signal)
  }

  function lookAround(): void {
    if (stopped.signal.aborted || client.status().network.kind !== 'embedded' || indexDb.genesisHash === null)
      return
    const network = indexDb.genesisHash
    for (const task of indexDb.db.select().from(tasks).where(eq(tasks.state, 'disputed')).all()) {
      const key = `${network}/${task.id}`
      if (seen.has(key)) continue
      const done = resolve(task).catch((error: unknown) => {
        if (!stopped.signal.aborted)
          log.warn(`The dispute about task ${task.id} is not settled: ${messageOf(error)}`)
      })
      seen.set(key, done)
    }
  }

  return {
    start() {
      ends.push(
        changes.listen(({ topic }) => topic === 'tasks' && lookAround()),
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
