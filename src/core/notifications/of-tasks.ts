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
  const dispute = disputeOf(step, task)
  if (dispute) {
    const { bond, refunded } = dispute
    const said = say(`notifications.dispute-${dispute.end}`, { title, bond, refunded })
    return { kind: 'dispute', bad: dispute.end === 'lost', said }
  }
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
      return { kind: 'task-refunded', said: say('notifications.not-delivered', { title }) }
    default:
      return null
  }
}

function toOwner(step: string, task: TaskRow): Told | null {
  const title = shown(task.title)
  const agent = agentName(task.agent ?? '')
  const dispute = disputeOf(step, task)
  if (dispute) {
    const { end, bond, paid, slashed } = dispute
    const said = say(`notifications.agent-dispute-${end}`, { agent, title, bond, paid, slashed })
    return { kind: 'dispute', bad: end === 'won', said }
  }
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
      return null
  }
}

/** How a dispute ended for who raised it, and the money that moved because of it, planck; null for other steps. */
function disputeOf(step: string, { disputeBond, paid, refunded, slashed }: TaskRow) {
  const ends = {
    'resolved-paid': 'lost',
    'resolved-refunded': 'won',
    'resolver-silent-paid': 'undecided',
  } as const
  if (!Object.hasOwn(ends, step)) return null
  return {
    end: ends[step as keyof typeof ends],
    ...{ bond: disputeBond ?? '0', paid: paid ?? '0', refunded: refunded ?? '0', slashed: slashed ?? '0' },
  }
}

/** A title as others wrote it, on one line and not without end. */
const shown = (title: string): string => {
  const line = [...marked(title).replace(/\s+/g, ' ')]
  return line.length > TITLE_LENGTH ? `${line.slice(0, TITLE_LENGTH).join('')}…` : line.join('')
}
