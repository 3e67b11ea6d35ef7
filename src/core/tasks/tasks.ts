import type { z } from 'zod'
import type { TaskDetail as TaskDetailSchema } from '../../contract/tasks.ts'
import type { CheckedReceipt, Receipt } from '../../contract/receipt.ts'
import type { AgentHost } from '../agents/hosting/host.ts'
import type { Decision, HostedStore } from '../agents/hosting/store.ts'
import type { ChainClient } from '../chain/client.ts'
import type { IndexDb } from '../db/index-db.ts'
import { NotFoundError } from '../errors.ts'
import { pageOf } from '../paging.ts'
import { createInput, readTaskInput, type NewInput } from '../work/input.ts'
import {
  bidsOf,
  countUnderWay,
  listCapabilities,
  endedLately,
  listTasks,
  showTask,
  taskRow,
  timelineOf,
  type TaskFilter,
} from './query.ts'
import { offersOf } from './offers.ts'
import { outlook, type Wanted } from './outlook.ts'
import { isReceiptSigned, readReceipt } from '../work/receipt.ts'
import { checkReceipt } from '../work/check-receipt.ts'
import { signerOf } from '../work/signers.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { verifyTask, type VerifyDeps } from '../work/verify.ts'
import type { Wallet } from '../wallet/wallet.ts'
import { say } from '../words.ts'

type TaskDetail = z.infer<typeof TaskDetailSchema>

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
  const { indexDb, wallet, content, hosted } = deps

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

    ended: ({ limit }: { limit: number }) => endedLately(indexDb.db, wallet.owned(), limit).map(show()),

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

    createInput: (input: NewInput, signal?: AbortSignal) => createInput(content, input, signal),
    offers: (wanted: { capability: string; target: string | null }, signal?: AbortSignal) =>
      offersOf(deps, wanted, signal),
    outlook: (wanted: Wanted, signal?: AbortSignal) => outlook(deps, wanted, signal),
    underWay: () => countUnderWay(indexDb.db, wallet.owned()),
    capabilities() {
      const stopped = hosted.list().filter(({ enabled }) => !enabled)
      return listCapabilities(
        indexDb.db,
        stopped.map(({ did }) => did),
      )
    },
    checkReceipt: (receipt: Receipt) => checkReceipt(deps.indexDb, receipt),
    verify: ({ task }: { task: number }, signal?: AbortSignal) => verifyTask(deps, need(task), { signal }),
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
