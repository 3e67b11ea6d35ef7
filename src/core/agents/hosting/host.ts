import type { Sandbox } from '../../sandbox/types.ts'
import type { ChainClient } from '../../chain/client.ts'
import type { IndexDb } from '../../db/index-db.ts'
import type { Content } from '../../content/content.ts'
import type { Submitter } from '../../tx/submit.ts'
import { readBalances } from '../../wallet/balances.ts'
import { agentRow } from '../query.ts'
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
import { readRights, sendHome } from './rights.ts'
import type { HostedRow, HostedStore } from './store.ts'
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
const STRAY = say('agents.stray-money')
const moneyOf = (did: string) => say('agents.money-not-home', { did })
export function createAgentHost(deps: AgentHostDeps): AgentHost {
  const { client, submitter, store, indexDb, changes, log } = deps
  const chain = createAgentChain(deps)
  const machine = createMachine({ indexDb, store })
  const facts = createHostFacts({ ...deps, chain, machine })
  const execute = createExecute(deps)
  const publish = createPublish(deps)
  const running = new Map<string, HostedAgent>()
  /** Agents whose rights are gone and whose money is on its way. */
  const leaving = new Map<string, Promise<void>>()
  let ending = new AbortController()
  const ends: (() => void)[] = []
  let network: string | null = null
  let settling: Promise<unknown> = Promise.resolve()
  let sweeping: Promise<unknown> | null = null
  let stopped = false

  /** Ends what belongs to another network, begins what is not running. One pass after the other. */
  const settle = () =>
    (settling = settling.then(pass).then(
      () => again.done(HOSTING),
      (error: unknown) => stopped || again.failed(HOSTING, error),
    ))
  const again = createAgain({ ...deps, id: 'hosting', retry: () => void settle() })

  async function pass(): Promise<void> {
    const present = stopped ? null : indexDb.genesisHash
    if (present !== network) {
      ending.abort(new Error('The network was left.'))
      ending = new AbortController()
      await Promise.all([...running.values()].map((agent) => agent.stop()))
      await Promise.all([...leaving.values(), sweeping])
      running.clear()
      again.stop()
      network = present
    }
    if (present === null) return
    for (const row of store.list()) begin(row, present)
    if (client.session()?.genesisHash !== present) return
    await sortOut(present)
    // Whose money it is, and whether a key is still needed, is only known from these rows.
    if (!store.isDoubtful()) sweepSoon(present)
  }

  function begin({ did }: HostedRow, present: string): void {
    if (running.has(did) || leaving.has(did)) return
    const onChange = () => changes.publish({ topic: 'hosted', id: did })
    running.set(
      did,
      startHostedAgent({
        ...{
          did,
          network: present,
          store,
          indexDb,
          isCurrent: deps.isCurrent,
          chain,
          facts,
          machine,
          execute,
          publish,
          onChange,
        },
        onNoRights: () => void settle(),
      }),
    )
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
      if (now.state === 'ended' && !leaving.has(row.did) && !store.isDoubtful())
        leaving.set(row.did, leave(row, ending.signal))
    }
  }

  /** The agent works here no more: its hot key's money goes home, then it is forgotten. Else the next pass tries again. */
  async function leave(row: HostedRow, signal: AbortSignal): Promise<void> {
    try {
      await running.get(row.did)?.stop()
      running.delete(row.did)
      const stays = await sendHome(deps, row, signal)
      if (stays === null) deps.wallet.retireHotKey(row.hotKey)
      else log.warn(`What ${row.hotKey} has left stays there: ${stays}`)
      store.remove(row)
      log.info(`hosts ${row.did} no more`)
      again.done(moneyOf(row.did))
    } catch (error) {
      if (!signal.aborted) again.failed(moneyOf(row.did), error)
    } finally {
      leaving.delete(row.did)
    }
  }

  /**
   * Money on keys that no agent works with here: a plan that was lost, a key that got money after it was given up. It
   * goes to the agent's owner where that is an account of this wallet; nobody else's address is known to be right.
   */
  async function sweep(present: string, signal: AbortSignal): Promise<void> {
    const used = new Set(store.all().map(({ hotKey }) => hotKey))
    const stray = deps.wallet.hotKeysOn(present).filter(({ address }) => !used.has(address))
    const own = deps.wallet.owned()
    const balances = await readBalances(
      client.api(),
      stray.map(({ address }) => address),
    )
    for (const [i, { did, address }] of stray.entries()) {
      const owner = agentRow(indexDb.db, did)?.owner
      if (!balances[i]?.free || owner === undefined || !own.has(owner) || submitter.awaits(owner, Infinity))
        continue
      const stays = await sendHome(deps, { did, owner, hotKey: address }, signal)
      if (stays !== null) log.warn(`What ${address} has left stays there: ${stays}`)
    }
  }

  /** One at a time. */
  const sweepSoon = (present: string) => {
    const { signal } = ending
    sweeping ??= sweep(present, signal)
      .then(() => again.done(STRAY))
      .catch((error: unknown) => signal.aborted || again.failed(STRAY, error))
      .finally(() => (sweeping = null))
  }

  /** An owner's transaction can begin or end rights. */
  const isOwners = (id: string | undefined) => {
    if (id === undefined) return true
    const { action, status } = submitter.get(id)
    return status === 'finalized' && action.startsWith('agent.')
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
            if (isOwners(id)) void settle()
          } else if (topic === 'agents') void settle().then(() => wake(id))
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
