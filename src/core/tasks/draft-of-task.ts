import { REPUTATION } from '../../contract/actions.ts'
import { charsetOf } from '../../contract/media-type.ts'
import type { TaskDraft } from '../../contract/task-drafts.ts'
import type { Content } from '../content/content.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { readTaskInput } from '../work/input.ts'

/** Longer text is kept as a file: nobody edits it in a field. Bytes. */
const EDITABLE_BYTES = 64 * 1024
const FETCH_WITHIN_MS = 3_000

/** A draft that posts the same again. Where its input is not at hand the draft has none. */
export async function draftOfTask(content: Content, row: TaskRow, signal?: AbortSignal): Promise<TaskDraft> {
  const { title, capability, target, budget, timeoutMs, disputeWindowMs, trust, minReputation } = row
  const soon = AbortSignal.any([AbortSignal.timeout(FETCH_WITHIN_MS), ...(signal ? [signal] : [])])
  return {
    ...{ title, capability, target, budget, timeoutMs, disputeWindowMs, trust },
    ...(await inputOf(content, row.inputCid, soon)),
    biddingMs: row.biddingEnds - row.biddingOpens,
    minReputation: minReputation <= REPUTATION.least ? null : minReputation,
  }
}

async function inputOf(content: Content, cid: string, signal: AbortSignal) {
  const nothing = { text: '', file: null, mediaType: 'text/plain', parameters: '' }
  const input = await readTaskInput(content, cid, signal).catch(() => null)
  if (!input) return { source: 'text' as const, ...nothing }
  const { data, mediaType, name, size, parameters } = input
  const options = Object.keys(parameters).length > 0 ? JSON.stringify(parameters) : ''
  const isTyped = name === null && size <= EDITABLE_BYTES && charsetOf(mediaType) === 'utf-8'
  const text = isTyped ? await textOf(content, data, signal) : null
  return text === null
    ? {
        ...nothing,
        source: 'file' as const,
        file: { cid: data, name, size, mediaType },
        parameters: options,
      }
    : { ...nothing, source: 'text' as const, text, mediaType, parameters: options }
}

/** Null for what is not UTF-8, or cannot be had. */
const textOf = (content: Content, cid: string, signal: AbortSignal): Promise<string | null> =>
  content
    .get(cid, { maxBytes: EDITABLE_BYTES, signal })
    .then((bytes) => new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes))
    .catch(() => null)
