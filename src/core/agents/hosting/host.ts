import type { Sandbox } from '../../sandbox/types.ts'
import type { ChainClient } from '../../chain/client.ts'
import type { IndexDb } from '../../db/index-db.ts'
import type { Content } from '../../content/content.ts'
import type { Submitter } from '../../tx/submit.ts'
import type { Log } from '../../observability/log.ts'
import type { Changes } from '../../system/changes.ts'
import type { Notices } from '../../system/notices.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import type { Programs } from '../../work/programs.ts'
import { createAgain } from './again.ts'
import { createAgentChain } from './agent-chain.ts'
import { startHostedAgent, type AgentStatus, type HostedAgent } from './agent.ts'
import { createExecute, createPublish } from './execute.ts'
import { createHostFacts, type HostFactsSource } from './facts.ts'
import { createMachine } from './machine.ts'
import { createLeaving } from './leaving.ts'
import { readRights } from './rights.ts'
import type { HostedRow, HostedStore } from './store.ts'
import { createSweep } from './sweep.ts'
import { say } from '../../words.ts'

/** Runs every agent that this machine hosts on the connected network, each once. */
export interface AgentHost {
  status(did: string): AgentStatus | null
  /** Tasks that an agent has bid on or works on from here. */
  inHand(did: string): number[]
  /** Looks again at what is hosted and at the market. */
  wake(did?: string): void
  readonly facts: HostFactsSource
  start(): void
  stop(): Promise<void>
}

export interface AgentHostDeps {
  client: ChainClient
  submitter: Submitter
  wallet: Wallet
  sandbox: Sandbox
  content: Content
  programs: Programs
  indexDb: IndexDb
  /** Whether the index shows the present of the chain. */
  isCurrent: () => boolean
  store: HostedStore
  /** Told of errors that may be the disk's. */
  onTrouble: (error: unknown) => void
  /** Where it is said what waits to be tried again. */
  notices: Pick<Notices, 'set'>
  changes: Changes
  log: Log
}

const HOSTING = say('agents.not-looked-at')

/** Builds the host; nothing runs before `start`. */
export function createAgentHost(deps: AgentHostDeps): AgentHost {
  const { client, submitter, store, indexDb, changes, log } = deps
  const chain = createAgentChain(deps)
  const machine = createMachine({ indexDb, store })
  const facts = createHostFacts({ ...deps, chain, machine })
  const parts = { ...deps, chain, machine, facts, execute: createExecute(deps), publish: createPublish(deps) }
  const running = new Map<string, HostedAgent>()
  let ending = new AbortController()
  const ends: (() => void)[] = []
  let network: string | null = null
  let settling: Promise<unknown> = Promise.resolve()
  let stopped = false

  /** Ends what belongs to another network, begins what is not running. One pass after the other. */
  const settle = () =>
    (settling = settling.then(pass).then(
      () => again.done(HOSTING),
      (error: unknown) => stopped || again.failed(HOSTING, error),
    ))
  const again = createAgain({ ...deps, id: 'hosting', retry: () => void settle() })
  const end = async (did: string) => {
    await running.get(did)?.stop()
    running.delete(did)
  }
  const leaving = createLeaving({ ...deps, again, end })
  const sweep = createSweep({ ...deps, again })

  async function pass(): Promise<void> {
    const present = stopped ? null : indexDb.genesisHash
    if (present !== network) {
      ending.abort(new Error('The network was left.'))
      ending = new AbortController()
      await Promise.all([...running.values()].map((agent) => agent.stop()))
      await Promise.all([leaving.settled(), sweep.settled()])
      running.clear()
      again.stop()
      network = present
    }
    if (present === null) return
    for (const row of store.list()) begin(row, present)
    if (client.session()?.genesisHash !== present) return
    await sortOut(present)
    // Whose money it is, and whether a key is still needed, is only known from these rows.
    if (!store.isDoubtful()) sweep.soon(present, ending.signal)
  }

  function begin({ did }: HostedRow, present: string): void {
    if (running.has(did) || leaving.has(did)) return
    const onChange = () => changes.publish({ topic: 'hosted', id: did })
    const onNoRights = () => void settle()
    running.set(did, startHostedAgent({ ...parts, did, network: present, onChange, onNoRights }))
    log.info(`hosts ${did}`)
  }

  /** Begins where rights have come, ends where they are gone. */
  async function sortOut(present: string): Promise<void> {
    const rows = store.all()
    const rights = await readRights(deps, rows, store.isFresh)
    for (const row of rows) {
      const now = rights.get(row.did)!
      if (now.state === 'has' && row.rightsSeen === null) {
        store.sawRights(row.did, now.block)
        begin(row, present)
      }
      if (now.state === 'ended' && !store.isDoubtful()) leaving.begin(row, ending.signal)
    }
  }

  function wake(did?: string): void {
    for (const [each, agent] of running) if (did === undefined || did === each) agent.wake()
  }

  return {
    facts,
    status: (did) => running.get(did)?.status() ?? null,
    inHand: (did) => running.get(did)?.inHand() ?? [],
    wake(did) {
      void settle().then(() => wake(did))
    },
    start() {
      ends.push(
        changes.listen(({ topic, id }) => {
          if (topic === 'tasks') wake()
          else if (topic === 'transactions') {
            if (isOwners(submitter, id)) void settle()
          } else if (topic === 'agents') void settle().then(() => wake(id))
          else if (topic === 'chain' && indexDb.genesisHash !== network) void settle()
        }),
        client.onSession(() => void settle().then(() => wake())),
      )
      void settle()
    },
    async stop() {
      stopped = true
      for (const each of ends) each()
      await settle()
    },
  }
}

/** An owner's transaction can begin or end rights. */
function isOwners(submitter: Submitter, id: string | undefined): boolean {
  if (id === undefined) return true
  const { action, status } = submitter.get(id)
  return status === 'finalized' && action.startsWith('agent.')
}
