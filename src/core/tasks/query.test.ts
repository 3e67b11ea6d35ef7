import { eq } from 'drizzle-orm'
import { afterAll, expect, test } from 'vitest'
import { searches } from '../../contract/testing/searches.ts'
import { agentCursor, listAgents } from '../agents/query.ts'
import { createIndexDb } from '../db/index-db.ts'
import { agentCapabilities, agents } from '../db/schema/index/agents.ts'
import { tasks } from '../db/schema/index/tasks.ts'
import { createLog } from '../observability/log.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexMigrations } from '../testing/paths.ts'
import { countUnderWay, endedLately, listCapabilities, listTasks, type TaskFilter } from './query.ts'

const folder = makeFolder()
const index = createIndexDb({
  dir: folder.path,
  migrationsFolder: indexMigrations,
  log: createLog({ dir: null }),
})
index.open(`0x${'00'.repeat(32)}`)
const { db } = index
afterAll(() => {
  index.close()
  folder.remove()
})

const addTask = (id: number, change: Partial<typeof tasks.$inferInsert> = {}) =>
  db
    .insert(tasks)
    .values({
      ...{ id, submitter: 'ada', title: 'A task', capability: 'echo', inputCid: 'input', budget: '100' },
      ...{ trust: 'optimistic', minReputation: 0, state: 'bidding', open: true, escrow: '100' },
      ...{ biddingOpens: 0, biddingEnds: 1, timeoutMs: 1, disputeWindowMs: 1, createdAt: 0, updatedAt: 0 },
      ...change,
    })
    .run()
const addAgent = (did: string, score: number, registeredAt: number) =>
  db
    .insert(agents)
    .values({
      ...{
        did,
        owner: 'grace',
        status: 'active',
        capabilities: ['echo'],
        price: '1',
        manifestCid: 'manifest',
      },
      ...{ stake: '1', score, registeredAt, updatedAt: registeredAt },
    })
    .run()

test('who posted a task and whose agent works on it are told apart, and numbers find tasks', () => {
  addTask(0, { agentOwner: 'grace', state: 'running' })
  addTask(1)
  addTask(3, { agentOwner: 'grace', state: 'finalized', open: false })
  addTask(12)
  const ids = (filter: Partial<TaskFilter>) => listTasks(db, { limit: 10, ...filter }).map(({ id }) => id)
  expect(ids({ submitters: new Set(['ada']) })).toEqual([12, 3, 1, 0])
  expect(ids({ submitters: new Set(['grace']) })).toEqual([])
  expect(ids({ agentOwners: new Set(['grace']) })).toEqual([3, 0])
  expect(ids({ agentOwners: new Set(['ada']) })).toEqual([])
  expect(countUnderWay(db, new Set(['ada']))).toEqual({ posted: 3, worked: 0 })
  expect(countUnderWay(db, new Set(['grace']))).toEqual({ posted: 0, worked: 1 })
  expect(ids({ text: '#12' })).toEqual([12])
  expect(ids({ text: '1' })).toEqual([1])
  expect(ids({ text: 'a task' })).toEqual([12, 3, 1, 0])
})

test('agents are listed by reputation, page by page', () => {
  addAgent('did:ainur:low', -20, 1)
  addAgent('did:ainur:best', 30, 2)
  addAgent('did:ainur:new', 0, 3)
  addAgent('did:ainur:newest', 0, 4)
  const seen: string[] = []
  for (let cursor: string | undefined, more = true; more;) {
    const [row, next] = listAgents(db, { limit: 1, ...(cursor !== undefined && { cursor }) })
    if (row) seen.push(row.did)
    more = row !== undefined && next !== undefined
    cursor = row && agentCursor(row)
  }
  expect(seen).toEqual(['best', 'newest', 'new', 'low'].map((name) => `did:ainur:${name}`))
})

test('an agent that is stopped here offers nothing', () => {
  addAgent('did:ainur:works', 0, 1)
  addAgent('did:ainur:stopped', 0, 2)
  for (const did of ['did:ainur:works', 'did:ainur:stopped'])
    db.insert(agentCapabilities).values({ did, capability: 'echo' }).run()
  expect(listCapabilities(db, [])).toMatchObject([{ capability: 'echo', agents: 2 }])
  expect(listCapabilities(db, ['did:ainur:stopped'])).toMatchObject([{ capability: 'echo', agents: 1 }])
  expect(listCapabilities(db, ['did:ainur:works', 'did:ainur:stopped'])).toEqual([])
})

test.each(searches)('among titles "%s" is looked for as "%s": %s', (title, text, isFound) => {
  addTask(100, { title })
  const found = listTasks(db, { limit: 10, text }).some(({ id }) => id === 100)
  db.delete(tasks).where(eq(tasks.id, 100)).run()
  expect(found).toBe(isFound)
})

test('agents are found by a part of their DID, and by nothing that stands for any character', () => {
  addAgent('did:ainur:a-b', 0, 500)
  const dids = (text: string) => listAgents(db, { limit: 10, text }).map(({ did }) => did)
  expect(dids('A-B')).toEqual(['did:ainur:a-b'])
  expect(dids('a_b')).toEqual([])
  expect(dids('a%')).toEqual([])
})

test('tasks of some accounts that ended come by the time of their end, the last first', () => {
  const done = { state: 'finalized', open: false, submitter: 'linus' } as const
  addTask(200, { ...done, updatedAt: 30 })
  addTask(201, { ...done, updatedAt: 10 })
  addTask(202, { ...done, updatedAt: 30, state: 'cancelled' })
  addTask(203, { submitter: 'linus', updatedAt: 40 })
  const ids = (limit: number) => endedLately(db, new Set(['linus']), limit).map(({ id }) => id)
  expect(ids(10)).toEqual([202, 200, 201])
  expect(ids(1)).toEqual([202])
})
