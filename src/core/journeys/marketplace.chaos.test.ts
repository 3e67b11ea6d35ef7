import fc from 'fast-check'
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { terminalStates } from '../../contract/tasks.ts'
import { settled } from '../tx/transactions.ts'
import { passphrase } from '../testing/accounts.ts'
import { allPlaces, heldFor, heldOf } from '../testing/books.ts'
import { booksOnDisk } from '../testing/chain-books.ts'
import { startCore } from '../testing/core.ts'
import { badEndings, heightOnDisk } from '../testing/endings.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexRows, isMarked, markIndex } from '../testing/index-rows.ts'
import { openLab } from '../testing/lab.ts'
import { marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'

// A running marketplace of two agents and ten tasks whose core is killed with SIGKILL again and again, at random
// moments: nothing is lost, done twice or stuck. AINUR_KILLS=50 for the long run, AINUR_SEED repeats one.
const KILLS = Number(process.env['AINUR_KILLS'] ?? 6)
const SEED = Number(process.env['AINUR_SEED'] ?? Date.now() % 1_000_000)
const TASKS = 10

/** When to kill: so many ms after the start of the process, or after the core was ready. */
const moments = fc.record({
  after: fc.constantFrom('start', 'ready', 'ready', 'ready'),
  ms: fc.integer({ min: 0, max: 3_000 }),
})

function startCoreProcess(dataDir: string, tasks: number) {
  const child = fork(new URL('../testing/chaos-core.ts', import.meta.url), [dataDir, String(tasks)], {
    execArgv: [],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let complaint = ''
  child.stderr!.on('data', (text: Buffer) => (complaint += text.toString()))
  const heard = new Set<string>()
  child.on('message', (message) => heard.add(String(message)))
  return { child, heard, complaint: () => complaint }
}

const gone = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null

async function killAtRandom(dataDir: string, tasks: number, { after, ms }: { after: string; ms: number }) {
  const { child, heard, complaint } = startCoreProcess(dataDir, tasks)
  if (after === 'ready') {
    await until(
      'the core is ready',
      async () => heard.has('ready') || gone(child),
      async () => complaint(),
    )
  }
  await delay(ms)
  if (gone(child)) throw new Error(`The core ended by itself: ${complaint()}`)
  const helpers = childrenOf(child.pid!)
  child.kill('SIGKILL')
  await once(child, 'exit')
  const left = () => helpers.filter((pid) => existsSync(`/proc/${pid}/root`))
  await until(
    'its sandboxes are gone',
    async () => left().length === 0,
    async () => left(),
  )
}

/** Processes that a process started; none where the system does not say. */
function childrenOf(pid: number): string[] {
  const file = `/proc/${pid}/task/${pid}/children`
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split(' ').filter(Boolean) : []
}

test('nothing is lost when the core is killed at random', { timeout: 240_000 + KILLS * 20_000 }, async () => {
  process.stdout.write(`AINUR_SEED=${SEED} AINUR_KILLS=${KILLS}\n`)
  const folder = makeFolder()
  const dataDir = folder.path
  try {
    const stops: number[] = []
    for (const [kill, moment] of fc.sample(moments, { seed: SEED, numRuns: KILLS }).entries()) {
      // Tasks come little by little, so that there is always one under way.
      await killAtRandom(dataDir, Math.ceil(((kill + 1) * TASKS) / KILLS), moment)
      stops.push(heightOnDisk(dataDir))
    }

    const last = startCoreProcess(dataDir, TASKS)
    const posted = async () => {
      if (gone(last.child)) throw new Error(`The core ended by itself: ${last.complaint()}`)
      return last.heard.has('posted')
    }
    await until('all tasks are posted', posted, async () => last.complaint())
    last.child.kill('SIGKILL')
    await once(last.child, 'exit')
    stops.push(heightOnDisk(dataDir))

    const t = await startCore({ dataDir })
    try {
      expect((await t.api.system.status({})).notices, 'a kill damages nothing').toEqual([])
      const list = async () => (await t.api.tasks.list({ limit: 200 })).items
      const open = async () => (await list()).filter(({ state }) => !terminalStates.includes(state))
      await until('every task has ended', async () => (await open()).length === 0, open)
      const tasks = await list()
      const details = await Promise.all(tasks.map(({ id: task }) => t.api.tasks.get({ task })))
      expect(badEndings(details, stops), 'everybody did their work and was paid').toEqual([])
      const expected = Array.from({ length: TASKS }, (_, n) => `Task ${n}`)
      expect(tasks.map(({ title }) => title).sort(), 'each task once').toEqual(expected.sort())

      // Nothing stands in the way of this one.
      const market = marketOf(t)
      const [{ submitter }] = tasks as [(typeof tasks)[0]]
      await t.api.wallet.unlock({ address: submitter, passphrase, minutes: 0 })
      const after = await market.post(submitter, 'after all', { biddingMs: 4_000 })
      const afterAll = await market.reached(after, ...terminalStates)
      expect(badEndings([afterAll], []), 'the market goes on').toEqual([])

      const journal = async () => (await t.api.tx.list({ limit: 200 })).items
      const undecided = async () => (await journal()).filter(({ status }) => !settled.includes(status))
      await until('every transaction is decided', async () => (await undecided()).length === 0, undecided)

      const caughtUp = async () => {
        const { indexed, finalized, lag } = await t.api.chain.status()
        return lag === 0 && indexed === finalized && indexed
      }
      const block = await until('the index has caught up', caughtUp)
      const grown = indexRows(dataDir)
      markIndex(dataDir)
      await t.api.chain.rebuildIndex()
      await until('the index is built again', async () => !isMarked(dataDir) && (await caughtUp()) === block)
      expect(indexRows(dataDir)).toEqual(grown)
      expect(grown['tasks']).toHaveLength(TASKS + 1)

      const ends = Object.entries(
        Object.groupBy(tasks, ({ state, cause }) => `${state} ${cause ?? ''}`.trim()),
      )
      const words = ends.map(([end, some]) => `${some!.length} ${end}`).join(', ')
      const failed = (await journal()).filter(({ status }) => status === 'failed')
      const why = failed.map(({ action, error }) => `${action} (${error?.code})`).join(', ')
      process.stdout.write(
        `${KILLS} kills, ${block} blocks: ${words}; failed transactions: ${why || 'none'}\n`,
      )
    } finally {
      await t.stop()
    }

    const books = await booksOnDisk(dataDir)
    const lab = await openLab()
    expect(books.issuance, 'nothing was minted or burnt').toBe(lab.books().issuance)
    lab.close()
    expect(allPlaces(books)).toBe(books.issuance)
    for (const account of books.accounts.values())
      expect(account.reserved).toBeGreaterThanOrEqual(heldOf(account))
    for (const reason of ['tasks.escrow', 'tasks.bond', 'tasks.disputebond'])
      expect(heldFor(books, reason)).toBe(0n)
  } finally {
    folder.remove()
  }
})
