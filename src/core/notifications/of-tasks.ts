import { and, asc, eq, gt, inArray } from 'drizzle-orm'
import { marked } from '../../contract/text.ts'
import { agentName } from '../agents/name.ts'
import type { IndexTx } from '../db/index-db.ts'
import { tasks, taskTimeline, type TaskRow } from '../db/schema/index/tasks.ts'
import { say } from '../words.ts'
import type { News } from './store.ts'

/** Characters of a title that are shown. */
const TITLE_LENGTH = 80

/**
 * What is to be told of the steps of tasks in the blocks after `block`. `ids`: of these tasks; null: of all.
 * `last`: the last block that has a step.
 */
export function newsOfTasks(
  index: IndexTx,
  owned: ReadonlySet<string>,
  { block, ids }: { block: number; ids: readonly number[] | null },
): { news: News[]; last: number } {
  const which = ids === null ? undefined : inArray(tasks.id, [...ids])
  const steps = index
    .select({ step: taskTimeline, task: tasks })
    .from(tasks)
    .innerJoin(taskTimeline, eq(taskTimeline.task, tasks.id))
    .where(and(gt(taskTimeline.block, block), which))
    .orderBy(asc(taskTimeline.block), asc(taskTimeline.position))
    .all()
  const news = steps.flatMap(({ step, task }): News[] => {
    const told = newsOf(step.said.code, task, owned)
    return told ? [{ ...told, event: step.id, block: step.block, about: { task: task.id } }] : []
  })
  return { news, last: steps.at(-1)?.step.block ?? block }
}

type Told = Pick<News, 'kind' | 'said' | 'bad'>

/** Who posted a task is told how it goes, the owner of its agent what the agent got; who is both, the former. */
function newsOf(code: string, task: TaskRow, owned: ReadonlySet<string>): Told | null {
  const step = code.replace(/^tasks\./, '')
  if (owned.has(task.submitter)) return toSubmitter(step, task)
  if (task.agentOwner !== null && owned.has(task.agentOwner)) return toOwner(step, task)
  return null
}

function toSubmitter(step: string, task: TaskRow): Told | null {
  const title = shown(task.title)
  if (step.endsWith('-paid')) return { kind: 'task-paid', said: say('notifications.task-paid', { title }) }
  if (step.endsWith('-refunded') || step === 'cancelled')
    return { kind: 'task-refunded', said: say('notifications.task-refunded', { title }) }
  switch (step) {
    case 'submitted':
      // Long ago it may have been decided since.
      if (task.state !== 'verifying') return null
      return { kind: 'task-decision', said: say('notifications.result', { title }) }
    case 'unmatched':
      return { kind: 'task-refunded', said: say('notifications.nobody-bid', { title }) }
    case 'not-started':
    case 'no-result':
    case 'reported':
    case 'reported-why':
      return { kind: 'task-refunded', bad: true, said: say('notifications.not-delivered', { title }) }
    default:
      return decided(step, title)
  }
}

function toOwner(step: string, task: TaskRow): Told | null {
  const title = shown(task.title)
  const agent = agentName(task.agent ?? '')
  if (step.endsWith('-paid')) {
    const said = say('notifications.agent-paid', { agent, title, amount: task.paid ?? '0' })
    return { kind: 'payment-received', said }
  }
  if (step.endsWith('-refunded'))
    return { kind: 'agent-failed', bad: true, said: say('notifications.agent-failed', { agent, title }) }
  switch (step) {
    case 'matched': {
      const said = say('notifications.agent-won', { agent, title, price: task.price ?? '0' })
      return { kind: 'agent-won', said }
    }
    case 'disputed':
      return { kind: 'dispute', bad: true, said: say('notifications.disputed', { agent, title }) }
    case 'not-started':
    case 'no-result':
    case 'reported':
    case 'reported-why':
      return { kind: 'agent-failed', bad: true, said: say('notifications.agent-failed', { agent, title }) }
    default:
      return decided(step, title)
  }
}

function decided(step: string, title: string): Told | null {
  if (step === 'resolved-for-agent')
    return { kind: 'dispute', said: say('notifications.decided-for-agent', { title }) }
  if (step === 'resolved-for-submitter')
    return { kind: 'dispute', said: say('notifications.decided-for-submitter', { title }) }
  return null
}

/** A title as others wrote it, on one line and not without end. */
const shown = (title: string): string => {
  const line = [...marked(title).replace(/\s+/g, ' ')]
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH).join('')}…` : line.join('')
}
