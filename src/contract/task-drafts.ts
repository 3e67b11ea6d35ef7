import { z } from 'zod'
import { Trust } from './actions.ts'
import { Cid, Did, Empty, Millis, Name, Planck, TaskId, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { MAX_CONTENT_BYTES } from './sizes.ts'

/** Room for what is typed before it is shortened to what the chain takes. */
const Typed = z.string().max(2_000)

/** What stands in the fields of a task that is being written, also what cannot be posted yet. Planck and ms. */
export const TaskDraft = z.object({
  title: Typed,
  /** Empty until one is chosen. */
  capability: z.string().max(32),
  target: Did.nullable(),
  source: z.enum(['text', 'file']),
  text: z.string().max(MAX_CONTENT_BYTES),
  /** A file is content that the core has. */
  file: z
    .object({
      cid: Cid,
      name: z.string().max(255).nullable(),
      size: z.number().int().nonnegative(),
      mediaType: z.string().max(127),
    })
    .nullable(),
  /** Of the text. */
  mediaType: z.string().max(127),
  /** JSON as it is typed. */
  parameters: z.string().max(MAX_CONTENT_BYTES),
  budget: Planck.nullable(),
  biddingMs: Millis,
  timeoutMs: Millis,
  disputeWindowMs: Millis,
  trust: Trust,
  minReputation: z.number().int().nullable(),
})
export type TaskDraft = z.infer<typeof TaskDraft>

/** What a draft began with: a task that is posted again, a template, or nothing. Each has a draft of its own. */
export const DraftOrigin = z.object({ task: TaskId.optional(), template: Name.optional() })
export type DraftOrigin = z.infer<typeof DraftOrigin>

export const taskDrafts = {
  /** What was kept of it, else what it begins with; null where that is nothing. What became a task is not kept. */
  draft: procedure.input(DraftOrigin).output(z.object({ draft: TaskDraft.nullable() })),
  /** Keeps a draft on this machine, for the connected network; `null` forgets it. `sent`: the transaction that posts it. */
  keepDraft: procedure
    .input(
      z.object({
        origin: DraftOrigin,
        draft: TaskDraft.nullable(),
        sent: z.string().max(64).nullable().default(null),
      }),
    )
    .output(Empty),
  templates: procedure
    .input(Empty)
    .output(z.array(z.object({ name: Name, capability: z.string(), updatedAt: Timestamp }))),
  /** Keeps a draft under a name, for every network, in place of what had that name. */
  keepTemplate: procedure.input(z.object({ name: Name, draft: TaskDraft })).output(Empty),
  dropTemplate: procedure.input(z.object({ name: Name })).output(Empty),
}
