import { and, eq } from 'drizzle-orm'
import { bids, tasks, taskTimeline } from '../db/schema/index/tasks.ts'
import { given, givenRow, prepared } from '../db/prepared.ts'

// What the index is made with, again and again.

export const findTask = prepared((tx) =>
  tx
    .select()
    .from(tasks)
    .where(eq(tasks.id, given('id')))
    .prepare(),
)

/** The whole row but `noMatch`, whose null would be stored as the JSON text `null`. */
export const putTask = prepared((tx) => {
  const { noMatch: _, ...row } = givenRow(tasks)
  return tx
    .update(tasks)
    .set(row)
    .where(eq(tasks.id, given('id')))
    .prepare()
})

export const addTimeline = prepared((tx) => tx.insert(taskTimeline).values(givenRow(taskTimeline)).prepare())

export const closeBid = prepared((tx) => {
  const { status, reputation, priceScore, reputationScore, score } = givenRow(bids)
  return tx
    .update(bids)
    .set({ status, reputation, priceScore, reputationScore, score })
    .where(and(eq(bids.task, given('task')), eq(bids.agent, given('agent'))))
    .prepare()
})
