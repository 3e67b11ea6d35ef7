import { and, count, eq, inArray } from 'drizzle-orm'
import type { AgentManifest } from '../../../contract/manifest.ts'
import type { Reason } from '../../../contract/common.ts'
import { constant } from '../../chain/calls.ts'
import type { ChainClient } from '../../chain/client.ts'
import type { Content } from '../../content/content.ts'
import type { IndexDb } from '../../db/index-db.ts'
import type { agents } from '../../db/schema/index/agents.ts'
import { bids, tasks } from '../../db/schema/index/tasks.ts'
import { messageOf, NotFoundError, OfflineError } from '../../errors.ts'
import { defaultLimits } from '../../sandbox/types.ts'
import { readTaskInput } from '../../tasks/input.ts'
import { bondFor } from '../../tasks/rules.ts'
import { canRun, programUnavailable, type HostFacts, type TaskFacts } from '../can-run.ts'
import type { Programs } from '../programs.ts'
import type { AgentChain } from './agent-chain.ts'
import type { HostedRow } from './store.ts'

type AgentRow = typeof agents.$inferSelect

/** What the calls of one task cost the hot key at most, planck. */
const FEES_FOR_TASK = 20_000_000_000n
/** Bids and tasks that one agent has in hand at once. */
const MAX_LOAD = 6
const FETCH_WITHIN_MS = 5_000

export interface FactsDeps {
  client: ChainClient
  chain: AgentChain
  content: Content
  programs: Programs
  indexDb: IndexDb
}

/** A task as `canRun` wants it. */
export interface Candidate extends TaskFacts {
  inputCid: string | null
}

/** Answers `canRun` for agents hosted here: with balances, load and what is at hand. */
export function createHostFacts({ client, chain, content, programs, indexDb }: FactsDeps) {
  const minStake = () => constant(client.api(), 'agents', 'minStake').toString()

  /** Bids that stand and tasks in work of an agent. */
  function load(did: string): number {
    const open = and(eq(bids.agent, did), inArray(bids.status, ['open', 'won']), eq(tasks.open, true))
    const working = inArray(tasks.state, ['created', 'bidding', 'matched', 'running'])
    const row = indexDb.db
      .select({ n: count() })
      .from(bids)
      .innerJoin(tasks, eq(tasks.id, bids.task))
      .where(and(open, working))
      .get()
    return row?.n ?? 0
  }

  async function inputOf(cid: string | null, signal?: AbortSignal): Promise<HostFacts['input']> {
    if (cid === null) return null
    const within = AbortSignal.any([AbortSignal.timeout(FETCH_WITHIN_MS), ...(signal ? [signal] : [])])
    try {
      const input = await readTaskInput(content, cid, within)
      return (await content.has(input.data)) || (await fetchable(input.data, within)) ? input : 'unavailable'
    } catch (error) {
      signal?.throwIfAborted()
      return isMissing(error) || within.aborted ? 'unavailable' : 'unreadable'
    }
  }

  const fetchable = async (cid: string, signal: AbortSignal): Promise<boolean> =>
    content.get(cid, { maxBytes: defaultLimits.input, signal }).then(
      () => true,
      (error: unknown) => !isMissing(error) && !signal.aborted,
    )

  const manifestOf = async (cid: string, signal?: AbortSignal): Promise<AgentManifest | string> => {
    try {
      return (await programs.load(cid, signal)).manifest
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof OfflineError) throw error
      return messageOf(error)
    }
  }

  return {
    load,
    /** Fetches and prepares the program, so that bidding need not wait for it; gives what is wrong with it. */
    async programProblem(manifestCid: string, signal?: AbortSignal): Promise<Reason | null> {
      const manifest = await manifestOf(manifestCid, signal)
      return typeof manifest === 'string' ? programUnavailable(manifest) : null
    },
    /** Every reason why the agent cannot take the task; the input is looked at only where nothing else speaks against it. */
    async reasons(
      row: HostedRow,
      agent: AgentRow,
      task: Candidate,
      more: { inFlight: number },
      signal?: AbortSignal,
    ): Promise<Reason[]> {
      const facts = { task, agent, minStake: minStake(), now: chain.now() }
      const outside = canRun({ ...facts, host: null })
      if (outside.length) return outside
      const [hotKeyFree, ownerFree, manifest] = await Promise.all([
        chain.free(row.hotKey),
        chain.free(row.owner),
        manifestOf(agent.manifestCid, signal),
      ])
      const host: HostFacts = {
        enabled: row.enabled,
        hotKeyFree: hotKeyFree.toString(),
        feesForTask: FEES_FOR_TASK.toString(),
        ownerFree: ownerFree.toString(),
        ownerNeeds: (
          bondFor(task.budget) + constant(client.api(), 'balances', 'existentialDeposit')
        ).toString(),
        load: load(row.did) + more.inFlight,
        maxLoad: MAX_LOAD,
        manifest,
        input: null,
        maxInput: defaultLimits.input,
      }
      const here = canRun({ ...facts, host })
      if (here.length) return here
      return canRun({
        ...facts,
        now: chain.now(),
        host: { ...host, input: await inputOf(task.inputCid, signal) },
      })
    },
  }
}
export type HostFactsSource = ReturnType<typeof createHostFacts>

const isMissing = (error: unknown) => error instanceof NotFoundError || error instanceof OfflineError
