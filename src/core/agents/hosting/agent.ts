import type { Reason } from '../../../contract/common.ts'
import { messageOf } from '../../errors.ts'
import { coalesced } from '../../coalesced.ts'
import { whyOf } from '../../storage-errors.ts'
import { agentRow, type AgentRow } from '../query.ts'
import { createBidding, type Bidding, type BiddingDeps } from './bidding.ts'
import { checkHealth } from './health.ts'
import { noteOutcomes } from './outcomes.ts'
import type { HostedRow } from './store.ts'
import { createWon, type WonDeps } from './won.ts'
import { reason } from '../../words.ts'

export type AgentState = 'starting' | 'idle' | 'bidding' | 'running' | 'submitting' | 'stopped' | 'failed'

/** What a hosted agent really does. */
export interface AgentStatus {
  state: AgentState
  /** When its loop last came round, ms. */
  heartbeatAt: number | null
  task: number | null
  error: Reason | null
  /** Planck, as last seen. */
  hotKeyFree: string
}

export interface HostedAgent {
  status(): AgentStatus
  /** Tasks that it has bid on or works on from here. */
  inHand(): number[]
  /** Looks at the market again, soon. */
  wake(): void
  /** Ends the loop; work under way is left where it is and taken up at the next start. */
  stop(): Promise<void>
}

export interface HostedAgentDeps extends BiddingDeps, WonDeps {
  /** Whether the index shows the present of the chain. */
  isCurrent: () => boolean
  /** It may not act for its owner any more, whoever ended that. */
  onNoRights?: () => void
}

const HEARTBEAT_MS = 5_000
const inDoubt = reason('data-in-doubt')

const inThePast = reason('index-behind')

/** One agent's loop: bids on what it can do, does what it won, writes down why not. */
export function startHostedAgent(deps: HostedAgentDeps): HostedAgent {
  const { did, store, indexDb, isCurrent, chain, facts, onChange } = deps
  const stopped = new AbortController()
  const { signal } = stopped
  const bidding = createBidding(deps, signal)
  const won = createWon(deps, signal)
  const settled = new Set<number>()
  let row: HostedRow | undefined
  let heartbeatAt: number | null = null
  let problem: Reason | null = null
  let programProblem: Reason | null = null
  let hotKeyFree = 0n
  /** Whether it may act on chain, as last seen. */
  let canAct = false
  let checking: Promise<void> | null = null

  function status(): AgentStatus {
    const [first] = won.underWay()
    const [bid] = bidding.underWay()
    const error = problem ?? programProblem ?? won.lastError()
    const base = { heartbeatAt, error, hotKeyFree: hotKeyFree.toString(), task: first?.task ?? bid ?? null }
    if (first) return { ...base, state: first.state === 'starting' ? 'running' : first.state }
    if (bid !== undefined) return { ...base, state: 'bidding' }
    if (heartbeatAt === null) return { ...base, state: 'starting' }
    if (row && !row.enabled) return { ...base, state: 'stopped' }
    return { ...base, state: !canAct || programProblem ? 'failed' : 'idle' }
  }

  function wake(): void {
    if (signal.aborted) return
    // What was won has a deadline and waits for nothing.
    if (row && canAct) won.takeUp(row)
    round()
  }

  const round = coalesced(async () => {
    if (signal.aborted) return
    await lookAround().catch(failed)
    onChange()
  }, failed)

  function failed(error: unknown): void {
    if (!signal.aborted) problem = reason('step-failed', { why: whyOf(error) })
  }

  async function lookAround(): Promise<void> {
    row = store.find(did)
    const agent = agentRow(indexDb.db, did)
    const health = await checkHealth(chain, row, agent, facts.feesNeeded)
    signal.throwIfAborted()
    const doubt = store.isDoubtful() ? inDoubt : isCurrent() ? null : inThePast
    problem = doubt ?? health.problem
    canAct = !health.blocked
    if (health.problem?.code === 'no-proxy') deps.onNoRights?.()
    hotKeyFree = health.hotKeyFree ?? hotKeyFree
    if (row && agent && canAct) {
      noteOutcomes(indexDb.db, store, did, settled)
      won.takeUp(row)
      if (heartbeatAt === null) await checkProgram(agent.manifestCid)
      else void checkProgram(agent.manifestCid)
      // Bids, and their end, follow from rows that may not be true, or not any more.
      if (doubt === null) await lookForWork(bidding, row, agent)
    }
    heartbeatAt = Date.now()
  }

  /** The program may have to come over the network: only the first round waits for it. */
  function checkProgram(manifestCid: string): Promise<void> {
    return (checking ??= facts
      .programProblem(did, manifestCid, signal)
      .then((found) => void (programProblem = found))
      .catch((error: unknown) => {
        if (!signal.aborted) store.log(did, 'warn', 'host', messageOf(error))
      })
      .finally(() => {
        checking = null
        onChange()
      }))
  }

  const heart = setInterval(wake, HEARTBEAT_MS)
  heart.unref()
  wake()

  return {
    status,
    inHand: () => [...new Set([...won.underWay().map(({ task }) => task), ...bidding.inHand()])],
    wake,
    async stop() {
      clearInterval(heart)
      stopped.abort(new Error('The agent was stopped.'))
      await Promise.allSettled([round.idle(), checking, bidding.settled(), won.settled()])
    },
  }
}

async function lookForWork(bidding: Bidding, hosted: HostedRow, agent: AgentRow): Promise<void> {
  if (hosted.enabled) bidding.consider(hosted, agent)
  else await bidding.takeBack(hosted)
}
