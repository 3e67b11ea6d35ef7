import type { z } from 'zod'
import type { TaskDetail as TaskDetailSchema, TaskInput as TaskInputSchema } from '../../contract/tasks.ts'
import type { CheckedReceipt } from '../../contract/receipt.ts'
import { canRun } from '../agents/can-run.ts'
import type { AgentHost } from '../agents/hosting/host.ts'
import type { Decision, HostedStore } from '../agents/hosting/store.ts'
import { constant } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import type { IndexDb } from '../db/index-db.ts'
import { InvalidError, NotFoundError } from '../errors.ts'
import { pageOf } from '../paging.ts'
import { MAX_DOCUMENT_BYTES, readTaskInput } from '../work/input.ts'
import {
  agentsFor,
  bidsOf,
  countUnderWay,
  listCapabilities,
  listTasks,
  showTask,
  taskRow,
  timelineOf,
  typicalPrice,
  type TaskFilter,
} from './query.ts'
import { isReceiptSigned, readReceipt } from '../work/receipt.ts'
import { signerOf } from '../work/signers.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { verifyTask, type VerifyDeps } from '../work/verify.ts'
import type { Wallet } from '../wallet/wallet.ts'
import { say } from '../words.ts'

type TaskDetail = z.infer<typeof TaskDetailSchema>
type TaskInput = z.infer<typeof TaskInputSchema>

/** The page does not wait longer than this for content that others have, ms. */
const FETCH_WITHIN_MS = 3_000
const DECISIONS_READ = 200

export interface TasksDeps extends VerifyDeps {
  client: ChainClient
  indexDb: IndexDb
  wallet: Wallet
  hosted: HostedStore
  host: AgentHost
}

/** Tasks as the index knows them, with what content and this machine add. */
export function createTasks(deps: TasksDeps) {
  const { client, indexDb, wallet, content, hosted, host } = deps
  const now = () => client.status().time ?? Date.now()

  function need(id: number): TaskRow {
    const row = taskRow(indexDb.db, id)
    if (row) return row
    throw new NotFoundError(say('tasks.unknown', { task: id }))
  }

  function show() {
    const mine = wallet.owned()
    const here = new Set(hosted.list().map(({ did }) => did))
    return (row: TaskRow) =>
      showTask(row, { mine: mine.has(row.submitter), hosted: row.agent !== null && here.has(row.agent) })
  }

  const soon = (signal?: AbortSignal) =>
    AbortSignal.any([AbortSignal.timeout(FETCH_WITHIN_MS), ...(signal ? [signal] : [])])

  async function receiptOf(row: TaskRow, signal?: AbortSignal): Promise<CheckedReceipt | null> {
    if (row.receiptCid === null) return null
    const receipt = await readReceipt(content, row.receiptCid, soon(signal)).catch(() => null)
    if (!receipt) return null
    const signedBy = signerOf(indexDb.db, row, receipt.signer)
    return { receipt, signatureValid: isReceiptSigned(receipt), signedBy }
  }

  /** The output's media type is known by the receipt; the content store shows it from then on. */
  async function describeOutput({ outputCid }: TaskRow, checked: CheckedReceipt | null): Promise<void> {
    const outcome = checked?.receipt.run.outcome
    if (outcome?.kind !== 'ok' || outputCid === null || !(await content.has(outputCid))) return
    await content.describe(outputCid, { mediaType: outcome.mediaType })
  }

  return {
    figures: (task: number) => need(task),

    list({ mine, worked, ...input }: TaskFilter & { mine?: boolean; worked?: boolean }) {
      const rows = listTasks(indexDb.db, {
        ...input,
        submitters: mine ? wallet.owned() : undefined,
        agentOwners: worked ? wallet.owned() : undefined,
      })
      return pageOf(rows, input.limit, ({ id }) => String(id), show())
    },

    async get({ task }: { task: number }, signal?: AbortSignal): Promise<TaskDetail> {
      const known = need(task)
      const [input, receipt] = await Promise.all([
        readTaskInput(content, known.inputCid, soon(signal)).catch(() => null),
        receiptOf(known, signal),
      ])
      await describeOutput(known, receipt)
      // Read at once and after all waiting, so that the state and the history are of the same block.
      const row = need(task)
      const { timeoutMs, disputeWindowMs, receiptCid, paid, fee, refunded, slashed, failure } = row
      return {
        ...show()(row),
        ...{ input, timeoutMs, disputeWindowMs, receipt, receiptCid, paid, fee, refunded, slashed, failure },
        biddingMs: row.biddingEnds - row.biddingOpens,
        timeline: timelineOf(indexDb.db, task),
        bidList: bidsOf(indexDb.db, task),
        refusals: refusals(hosted.decisionsOf({ task, limit: DECISIONS_READ })),
        dispute: disputeOf(row),
        noMatch: row.noMatch ?? [],
      }
    },

    async createInput(input: Omit<TaskInput, 'schema' | 'size'>, signal?: AbortSignal) {
      const { size } = await content.info(input.data, { signal })
      const { data, mediaType, name, parameters } = input
      const document: TaskInput = { schema: 'ainur/task-input@1', data, mediaType, name, size, parameters }
      const bytes = new TextEncoder().encode(JSON.stringify(document))
      if (bytes.length > MAX_DOCUMENT_BYTES) {
        throw new InvalidError(
          say('tasks.parameters-too-large', { size: bytes.length, most: MAX_DOCUMENT_BYTES }),
        )
      }
      const { cid } = await content.add(
        bytes,
        { mediaType: 'application/json', name: 'task-input.json' },
        signal,
      )
      return { cid, size }
    },

    async outlook(
      input: { capability: string; target: string | null; budget: string; minReputation?: number },
      signal?: AbortSignal,
    ) {
      const { capability, target, budget, minReputation = -1_000_000 } = input
      const task = { capability, target, budget, minReputation, posted: null }
      const minStake = constant(client.api(), 'agents', 'minStake').toString()
      const candidates = await Promise.all(
        agentsFor(indexDb.db, task).map(async (agent) => {
          const here = hosted.find(agent.did)
          const reasons = here
            ? await host.facts.reasons(here, agent, { ...task, inputCid: null }, { signal })
            : canRun({ task, agent, minStake, maxBids: Infinity, now: now(), host: null })
          const { did, price, score } = agent
          return { did, price, reputation: score, canRun: reasons.length === 0, reasons }
        }),
      )
      return { typicalPrice: typicalPrice(indexDb.db, capability), candidates }
    },

    underWay: () => countUnderWay(indexDb.db, wallet.owned()),
    capabilities: () => listCapabilities(indexDb.db),
    verify: ({ task }: { task: number }, signal?: AbortSignal) => verifyTask(deps, need(task), signal),
  }
}
export type Tasks = ReturnType<typeof createTasks>

/** The last word of each agent that did not bid: what it said before may no longer be true. */
function refusals(decisions: readonly (Decision & { id: number })[]): Decision[] {
  const last = new Map<string, Decision>()
  for (const { id: _id, ...decision } of decisions)
    if (!last.has(decision.did)) last.set(decision.did, decision)
  return [...last.values()].filter(({ decision }) => decision === 'refused' || decision === 'failed')
}

function disputeOf({ disputeReason, disputeBond, disputedAt, inFavourOf }: TaskRow): TaskDetail['dispute'] {
  if (disputeReason === null || disputeBond === null || disputedAt === null) return null
  return { reason: disputeReason, bond: disputeBond, at: disputedAt, inFavourOf }
}
