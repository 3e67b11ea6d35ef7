import type { AgentManifest } from '../../../contract/manifest.ts'
import type { Reason } from '../../../contract/common.ts'
import { constant } from '../../chain/calls.ts'
import type { ChainClient } from '../../chain/client.ts'
import type { Content } from '../../content/content.ts'
import type { agents } from '../../db/schema/index/agents.ts'
import { messageOf, OfflineError } from '../../errors.ts'
import { defaultLimits } from '../../sandbox/types.ts'
import { bondFor } from '../../../contract/money.ts'
import { taskRules } from '../../work/rules.ts'
import { canRun, programUnavailable, type HostFacts, type InputFacts, type TaskFacts } from '../can-run.ts'
import type { Programs } from '../../work/programs.ts'
import type { AgentChain } from './agent-chain.ts'
import { createInputCheck } from './input-check.ts'
import type { Machine } from './machine.ts'
import type { HostedRow } from './store.ts'

type AgentRow = typeof agents.$inferSelect

/** So long an answer about fees is good for, ms. */
const FEES_KNOWN_MS = 30_000
/** How long a program may take to come over the network and to be prepared. */
const LOAD_WITHIN_MS = 60_000

export interface FactsDeps {
  client: ChainClient
  chain: AgentChain
  content: Content
  programs: Programs
  machine: Machine
}

/** A task as `canRun` wants it. */
export interface Candidate extends TaskFacts {
  /** Where its input is; of a task that is not posted yet, what is known of it. */
  input: string | InputFacts | null
}

/** Answers `canRun` for agents hosted here: with balances, load and what is at hand. */
export function createHostFacts({ client, chain, content, programs, machine }: FactsDeps) {
  const minStake = () => constant(client.api(), 'agents', 'minStake').toString()
  const inputs = createInputCheck({ content, maxBytes: defaultLimits.input })
  const asked = new Map<string, Promise<bigint>>()

  /** Several tasks looked at together ask once. */
  function free(address: string): Promise<bigint> {
    const before = asked.get(address)
    if (before) return before
    const asking = chain.free(address).finally(() => asked.delete(address))
    asked.set(address, asking)
    return asking
  }

  let fees: { at: number; asking: Promise<bigint> } | null = null
  function feesForTask(row: HostedRow): Promise<bigint> {
    if (fees && performance.now() - fees.at < FEES_KNOWN_MS) return fees.asking
    const asking = chain.feesForTask(row)
    fees = { at: performance.now(), asking }
    asking.catch(() => (fees = null))
    return asking
  }

  /**
   * What the hot key must have before it may take one task more, planck: the fees of that task and of everything that
   * the agent has bid on or works on, and what keeps its account alive. Work that was won must never stop for a fee.
   */
  const reserved = (each: bigint, did: string) =>
    each * BigInt(machine.inHandOf(did) + 1) + constant(client.api(), 'balances', 'existentialDeposit')

  const manifestOf = async (cid: string, signal?: AbortSignal): Promise<AgentManifest | string> => {
    const within = AbortSignal.any([AbortSignal.timeout(LOAD_WITHIN_MS), ...(signal ? [signal] : [])])
    try {
      return (await programs.load(cid, within)).manifest
    } catch (error) {
      signal?.throwIfAborted()
      if (error instanceof OfflineError) throw error
      return messageOf(error)
    }
  }

  return {
    /** What the hot key must have before it may take one task more, planck. */
    feesNeeded: async (row: HostedRow): Promise<bigint> => reserved(await feesForTask(row), row.did),
    /** Fetches and prepares the program, so that bidding need not wait for it; gives what is wrong with it. */
    async programProblem(did: string, manifestCid: string, signal?: AbortSignal): Promise<Reason | null> {
      const manifest = await manifestOf(manifestCid, signal)
      if (typeof manifest === 'string') return programUnavailable(manifest)
      if (manifest.kind === 'wasm') machine.learn(did, manifest.limits.wallMs)
      return null
    },
    /**
     * Every reason why the agent cannot take the task; the input is looked at only where nothing else speaks against
     * it. Where nothing does, the task `claim` counts as in hand at once, so that two bids never share the last place.
     */
    async reasons(
      row: HostedRow,
      agent: AgentRow,
      task: Candidate,
      { claim, signal }: { claim?: number; signal?: AbortSignal } = {},
    ): Promise<Reason[]> {
      const { maxBids } = taskRules(client.api())
      const facts = { task, agent, minStake: minStake(), maxBids, now: chain.now() }
      const outside = canRun({ ...facts, host: null })
      if (outside.length) return outside
      const [each, hotKeyFree, ownerFree, manifest] = await Promise.all([
        feesForTask(row),
        free(row.hotKey),
        free(row.owner),
        manifestOf(agent.manifestCid, signal),
      ])
      const host: HostFacts = {
        enabled: row.enabled,
        hotKeyFree: hotKeyFree.toString(),
        feesForTask: reserved(each, row.did).toString(),
        ownerFree: ownerFree.toString(),
        ownerNeeds: (
          bondFor(taskRules(client.api()), task.budget) +
          constant(client.api(), 'balances', 'existentialDeposit')
        ).toString(),
        load: machine.load(),
        manifest,
        input: null,
        maxInput: defaultLimits.input,
      }
      const here = canRun({ ...facts, host })
      if (here.length) return here
      const input = typeof task.input === 'string' ? await inputs.read(task.input, signal) : task.input
      // Other tasks may have been taken while the input was read.
      const later = { input, load: machine.load(), feesForTask: reserved(each, row.did).toString() }
      const now = { ...facts, now: chain.now(), host: { ...host, ...later } }
      const last = canRun(now)
      if (!last.length && claim !== undefined) machine.claim(claim, row.did)
      return last
    },
  }
}
export type HostFactsSource = ReturnType<typeof createHostFacts>
