import type { Sandbox } from '../../sandbox/types.ts'
import type { ChainClient } from '../../chain/client.ts'
import type { IndexDb } from '../../db/index-db.ts'
import type { Content } from '../../content/content.ts'
import type { Submitter } from '../../chain/submit.ts'
import { messageOf } from '../../errors.ts'
import type { Log } from '../../observability/log.ts'
import type { Changes } from '../../system/changes.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import type { Programs } from '../programs.ts'
import { createAgentChain } from './agent-chain.ts'
import { startHostedAgent, type AgentStatus, type HostedAgent } from './agent.ts'
import { createExecute } from './execute.ts'
import { createHostFacts, type HostFactsSource } from './facts.ts'
import type { HostedStore } from './store.ts'

/** Runs every agent that this machine hosts on the connected network, each once. */
export interface AgentHost {
  status(did: string): AgentStatus | null
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
  store: HostedStore
  changes: Changes
  log: Log
}

export function createAgentHost(deps: AgentHostDeps): AgentHost {
  const { client, store, indexDb, changes, log } = deps
  const chain = createAgentChain(deps)
  const facts = createHostFacts({ ...deps, chain })
  const execute = createExecute(deps)
  const running = new Map<string, HostedAgent>()
  const ends: (() => void)[] = []
  let network: string | null = null
  let settling: Promise<unknown> = Promise.resolve()
  let stopped = false

  /** Ends what belongs to another network, begins what is not running. One pass after the other. */
  const settle = () => (settling = settling.then(pass).catch((error: unknown) => log.error(messageOf(error))))

  async function pass(): Promise<void> {
    const present = stopped ? null : indexDb.genesisHash
    if (present !== network) {
      await Promise.all([...running.values()].map((agent) => agent.stop()))
      running.clear()
      network = present
    }
    if (present === null) return
    for (const { did } of store.list()) {
      if (running.has(did)) continue
      const onChange = () => changes.publish({ topic: 'hosted', id: did })
      running.set(
        did,
        startHostedAgent({ did, network: present, store, indexDb, chain, facts, execute, onChange }),
      )
      log.info(`hosts ${did}`)
    }
  }

  function wake(did?: string): void {
    for (const [each, agent] of running) if (did === undefined || did === each) agent.wake()
  }

  return {
    facts,
    status: (did) => running.get(did)?.status() ?? null,
    wake(did) {
      void settle().then(() => wake(did))
    },
    start() {
      ends.push(
        changes.listen(({ topic, id }) => {
          if (topic === 'tasks') wake()
          else if (topic === 'agents') void settle().then(() => wake(id))
          else if (topic === 'chain' && indexDb.genesisHash !== network) void settle()
        }),
        client.onSession(() => void settle().then(() => wake())),
      )
      void settle()
    },
    async stop() {
      stopped = true
      for (const end of ends) end()
      await settle()
    },
  }
}
