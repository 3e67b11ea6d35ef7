import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import type { TxStatus } from '../../contract/actions.ts'
import type { TaskDraft } from '../../contract/task-drafts.ts'
import { createContent, type Content } from '../content/content.ts'
import { taskDrafts } from '../db/schema/local/task-drafts.ts'
import { createLocalDb, type LocalDb } from '../db/local-db.ts'
import { NotFoundError } from '../errors.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { createInput } from '../work/input.ts'
import { say } from '../words.ts'
import { createDrafts, type Drafts } from './drafts.ts'

const embedded = `0x${'00'.repeat(32)}`
const written = (change: Partial<TaskDraft> = {}): TaskDraft => ({
  ...{ title: 'Minutes', capability: 'summarize', target: null, source: 'text', text: 'We met.', file: null },
  ...{ mediaType: 'text/plain', parameters: '', budget: '5000000000000', trust: 'optimistic' },
  ...{ biddingMs: 3_000, timeoutMs: 60_000, disputeWindowMs: 1_000, minReputation: null },
  ...change,
})

let folder: ReturnType<typeof makeFolder>
let localDb: LocalDb
let content: Content
let network = embedded
let status: TxStatus | null
const posted = { inputCid: '' }

const open = () => {
  localDb = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  localDb.open()
  content = createContent({ dataDir: folder.path, localDb, gateway: () => null, publishTo: () => null })
  return createDrafts({
    localDb,
    client: { genesisHash: () => network },
    content,
    transaction() {
      if (status === null) throw new NotFoundError(say('tx.unknown'))
      return { status }
    },
    task: () => ({
      ...{ id: 7, submitter: 'ada', title: 'Old title', capability: 'summarize', target: 'did:ainur:one' },
      ...{ budget: '3', trust: 'manual', minReputation: -1_000_000, state: 'no-bids', open: false },
      ...{ deadline: null, biddingOpens: 1_000, biddingEnds: 5_000, timeoutMs: 60_000, escrow: '0' },
      ...{ disputeWindowMs: 2_000, agent: null, agentOwner: null, manifestCid: null, price: null },
      ...{ bond: null, bids: 0, outputCid: null, outputHash: null, receiptCid: null, fuel: null },
      ...{ outcome: 'refunded', cause: null, paid: null, fee: null, refunded: null, slashed: null },
      ...{ disputeReason: null, disputeBond: null, disputedAt: null, inFavourOf: null, failure: null },
      ...{ noMatch: null, createdAt: 0, updatedAt: 0, ...posted },
    }),
  })
}
let drafts: Drafts
const keep = (draft: TaskDraft | null, sent: string | null = null, origin = {}) =>
  drafts.keep({ origin, draft, sent })
const read = async (origin = {}) => (await drafts.open(origin)).draft

beforeEach(async () => {
  folder = makeFolder()
  network = embedded
  status = 'broadcast'
  drafts = open()
  await content.start()
  onTestFinished(async () => {
    await content.stop()
    localDb.close()
    folder.remove()
  })
})

test('a draft is there after a restart, on the network it is for', async () => {
  expect(await read()).toBeNull()
  keep(written({ title: '' }))
  keep(written())
  localDb.close()
  drafts = open()
  expect(await read()).toEqual(written())
  network = `0x${'11'.repeat(32)}`
  expect(await read()).toBeNull()
  network = embedded
  keep(null)
  expect(await read()).toBeNull()
})

test('what was sent is written no more, unless it failed', async () => {
  keep(written(), 'tx-1')
  expect(await read()).toBeNull()
  status = 'finalized'
  expect(await read()).toBeNull()
  status = 'failed'
  expect(await read()).toEqual(written())
  // The transaction was forgotten.
  status = null
  expect(await read()).toBeNull()
})

test('a kept draft that has another shape counts as none', async () => {
  keep(written())
  localDb.db
    .update(taskDrafts)
    .set({ draft: { title: 7 } })
    .run()
  expect(await read()).toBeNull()
})

test('a task is posted again with its input, in a draft of its own', async () => {
  const mediaType = 'text/plain'
  const data = await content.add(new TextEncoder().encode('We agreed.'), { mediaType })
  const parameters = { sentences: 1 }
  posted.inputCid = (await createInput(content, { data: data.cid, mediaType, name: null, parameters })).cid
  const again = written({
    ...{ title: 'Old title', target: 'did:ainur:one', text: 'We agreed.', parameters: '{"sentences":1}' },
    ...{ budget: '3', trust: 'manual', biddingMs: 4_000, disputeWindowMs: 2_000 },
  })
  expect(await read({ task: 7 })).toEqual(again)
  keep({ ...again, budget: '9' }, null, { task: 7 })
  expect(await read({ task: 7 })).toEqual({ ...again, budget: '9' })
  expect(await read()).toBeNull()
})

test.each([
  ['has a name', 'minutes.txt', 'We agreed.'],
  ['is no text', null, new Uint8Array([0xff, 0xfe, 0x00])],
  ['is too long to be edited', null, 'x'.repeat(64 * 1024 + 1)],
])('an input that %s is posted again as a file', async (_, name, data) => {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data
  const { cid } = await content.add(bytes, { mediaType: 'text/plain', name })
  const input = { data: cid, mediaType: 'text/plain', name, parameters: {} }
  posted.inputCid = (await createInput(content, input)).cid
  expect(await read({ task: 7 })).toMatchObject({
    source: 'file',
    text: '',
    file: { cid, name, size: bytes.length, mediaType: 'text/plain' },
  })
})

test('a task whose input is not at hand is posted again without it', async () => {
  posted.inputCid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
  expect(await read({ task: 7 })).toMatchObject({ title: 'Old title', text: '', file: null })
})

test('templates are kept by name for every network, and each begins a draft of its own', async () => {
  drafts.keepTemplate({ name: 'Weekly', draft: written({ title: 'Week' }) })
  drafts.keepTemplate({ name: 'Daily', draft: written({ title: 'Day' }) })
  drafts.keepTemplate({ name: 'Daily', draft: written({ title: 'Today' }) })
  network = `0x${'11'.repeat(32)}`
  expect(drafts.templates().map(({ name }) => name)).toEqual(['Daily', 'Weekly'])
  expect(await read({ template: 'Daily' })).toMatchObject({ title: 'Today' })
  keep(written({ title: 'Tomorrow' }), null, { template: 'Daily' })
  expect(await read({ template: 'Daily' })).toMatchObject({ title: 'Tomorrow' })
  drafts.dropTemplate({ name: 'Weekly' })
  await expect(drafts.open({ template: 'Weekly' })).rejects.toThrow(NotFoundError)
})

test('drafts and templates have an end', async () => {
  for (let task = 0; task <= 50; task++) {
    keep(written({ title: `Draft ${task}` }), null, { task })
    localDb.db.run(`update task_drafts set updated_at = updated_at - 1`)
  }
  expect(localDb.db.select().from(taskDrafts).all()).toHaveLength(50)
  expect(await read({ task: 50 })).toMatchObject({ title: 'Draft 50' })
  for (let at = 0; at < 100; at++) drafts.keepTemplate({ name: `Template ${at}`, draft: written() })
  expect(() => drafts.keepTemplate({ name: 'One more', draft: written() })).toThrow(/100/)
  expect(drafts.keepTemplate({ name: 'Template 7', draft: written() })).toEqual({})
})
