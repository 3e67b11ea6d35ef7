import { and, asc, count, desc, eq, notInArray } from 'drizzle-orm'
import type { Transaction } from '../../contract/actions.ts'
import { TaskDraft, type DraftOrigin } from '../../contract/task-drafts.ts'
import type { ChainClient } from '../chain/client.ts'
import type { Content } from '../content/content.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { taskDrafts } from '../db/schema/local/task-drafts.ts'
import type { LocalDb } from '../db/local-db.ts'
import { InvalidError, NotFoundError } from '../errors.ts'
import { say } from '../words.ts'
import { draftOfTask } from './draft-of-task.ts'

/** Of one network; the oldest goes when there is one more. */
const MOST_DRAFTS = 50
const MOST_TEMPLATES = 100
const TEMPLATE = 'template'

export interface DraftsDeps {
  localDb: LocalDb
  client: Pick<ChainClient, 'genesisHash'>
  content: Content
  /** @throws {NotFoundError} */
  task: (id: number) => TaskRow
  /** @throws {NotFoundError} */
  transaction: (id: string) => Pick<Transaction, 'status'>
}

/**
 * Tasks that are being written, in local.db: a browser's storage would be another one after a restart, because the port
 * is part of its address. Drafts are of one network, whose agents and budgets they name; templates are of all.
 */
export function createDrafts({ localDb, client, content, task, transaction }: DraftsDeps) {
  const at = (scope: string, name: string) => and(eq(taskDrafts.scope, scope), eq(taskDrafts.name, name))
  const read = (scope: string, name: string) =>
    localDb.db.select().from(taskDrafts).where(at(scope, name)).get()

  function write(scope: string, name: string, draft: TaskDraft, sent: string | null): void {
    const values = { draft, sent, updatedAt: Date.now() }
    localDb.db
      .insert(taskDrafts)
      .values({ scope, name, ...values })
      .onConflictDoUpdate({ target: [taskDrafts.scope, taskDrafts.name], set: values })
      .run()
  }
  const forget = (scope: string, name: string) =>
    void localDb.db.delete(taskDrafts).where(at(scope, name)).run()

  function forgetOldest(scope: string): void {
    const of = eq(taskDrafts.scope, scope)
    const newest = localDb.db
      .select({ name: taskDrafts.name })
      .from(taskDrafts)
      .where(of)
      .orderBy(desc(taskDrafts.updatedAt))
      .limit(MOST_DRAFTS)
    localDb.db
      .delete(taskDrafts)
      .where(and(of, notInArray(taskDrafts.name, newest)))
      .run()
  }

  /** Whether what was sent may still become a task, or is one: then it is not written any more. */
  function isOver(sent: string | null): boolean {
    if (sent === null) return false
    try {
      return transaction(sent).status !== 'failed'
    } catch (error) {
      // Only old transactions are forgotten.
      if (error instanceof NotFoundError) return true
      throw error
    }
  }

  function template(name: string): TaskDraft {
    const draft = TaskDraft.safeParse(read(TEMPLATE, name)?.draft).data
    if (draft) return draft
    throw new NotFoundError(say('tasks.no-template', { name }))
  }

  return {
    async open(origin: DraftOrigin, signal?: AbortSignal): Promise<{ draft: TaskDraft | null }> {
      const row = read(client.genesisHash(), nameOf(origin))
      // What an older version kept, or a damaged row, may have another shape.
      const kept = row && !isOver(row.sent) ? TaskDraft.safeParse(row.draft).data : undefined
      if (kept) return { draft: kept }
      if (origin.task !== undefined) return { draft: await draftOfTask(content, task(origin.task), signal) }
      return { draft: origin.template === undefined ? null : template(origin.template) }
    },

    keep({ origin, draft, sent }: { origin: DraftOrigin; draft: TaskDraft | null; sent: string | null }) {
      const scope = client.genesisHash()
      if (draft === null) forget(scope, nameOf(origin))
      else {
        write(scope, nameOf(origin), draft, sent)
        forgetOldest(scope)
      }
      return {}
    },

    /** By name. */
    templates: () =>
      localDb.db
        .select()
        .from(taskDrafts)
        .where(eq(taskDrafts.scope, TEMPLATE))
        .orderBy(asc(taskDrafts.name))
        .all()
        .flatMap(({ name, draft, updatedAt }) => {
          const parsed = TaskDraft.safeParse(draft)
          return parsed.success ? [{ name, capability: parsed.data.capability, updatedAt }] : []
        }),

    /** @throws {InvalidError} where there are 100 others */
    keepTemplate({ name, draft }: { name: string; draft: TaskDraft }) {
      const of = eq(taskDrafts.scope, TEMPLATE)
      const known = localDb.db.select({ count: count() }).from(taskDrafts).where(of).get()?.count ?? 0
      if (known >= MOST_TEMPLATES && !read(TEMPLATE, name))
        throw new InvalidError(say('tasks.templates-full', { most: MOST_TEMPLATES }))
      write(TEMPLATE, name, draft, null)
      return {}
    },

    dropTemplate({ name }: { name: string }) {
      forget(TEMPLATE, name)
      return {}
    },
  }
}
export type Drafts = ReturnType<typeof createDrafts>

const nameOf = ({ task, template }: DraftOrigin): string =>
  task !== undefined ? `task/${task}` : template !== undefined ? `template/${template}` : 'new'
