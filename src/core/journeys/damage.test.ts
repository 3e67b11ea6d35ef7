import { cpSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { AinurError } from '../errors.ts'
import { settled } from '../tx/transactions.ts'
import { makeCore, startCore, type TestCore } from '../testing/core.ts'
import { damages, randomOf, spoil } from '../testing/damage.ts'
import { faultyPackage } from '../testing/faulty.ts'
import { makeFolder } from '../testing/folder.ts'
import { marketOf } from '../testing/market.ts'
import { until } from '../testing/until.ts'

// Files of a data folder are spoiled at random, of a core that was closed and of one that was killed. Whatever starts
// on them then shows what it showed before, or says that something is wrong. The chain's own database has tests of its
// own: here the network is another machine's, so that a start is quick.

const SEED = Number(process.env['AINUR_DAMAGE_SEED'] ?? 26)
const COUNT = Number(process.env['AINUR_DAMAGES'] ?? 76)
const AT_ONCE = 3
const folder = makeFolder()
const at = (...names: string[]) => join(folder.path, ...names)
const config = { cacheDir: at('cache') }
/** What is made again at each start. */
const PASSING = /^(cache|logs)(\/|$)|-shm$|^instance\.lock$/
let network: TestCore
let whole: string
/** Name of the index of the network. */
let index: string

const image = (to: string) =>
  cpSync(at('live'), at(to), {
    recursive: true,
    preserveTimestamps: true,
    filter: (path) => !PASSING.test(relative(at('live'), path)),
  })

beforeAll(async () => {
  network = await startCore()
  const { url, genesisHash } = await network.api.chain.status()
  index = genesisHash!.slice(2, 18)
  let t = await startCore({ dataDir: at('live'), config })
  await t.api.chain.switchNetwork({ kind: 'rpc', url: url! })
  const first = marketOf(t)
  const submitter = await first.person('Submitter')
  await t.stop()
  image('older')

  t = await startCore({ dataDir: at('live'), config })
  const market = marketOf(t)
  await t.api.wallet.unlock({ address: submitter, passphrase: 'correct horse battery', minutes: 0 })
  const owner = await market.person('Owner')
  await t.api.agents.install({ files: await faultyPackage() })
  const agent = await market.host(owner, 'echo')
  const task = await market.post(submitter, 'something to be done '.repeat(2_000))
  await market.reached(task, 'finalized')
  const quiet = async () => {
    const { items } = await t.api.tx.list({ limit: 200 })
    const { lag } = await t.api.chain.status()
    const decisions = await t.api.agents.decisions({ did: agent })
    return lag === 0 && items.every(({ status }) => settled.includes(status)) && decisions.items.length >= 2
  }
  await until('all is quiet', quiet)
  image('killed')
  await t.stop()
  image('closed')
})
afterAll(async () => {
  await network.remove()
  folder.remove()
})

/** What the user sees, as far as it is kept. What cannot be shown says so. */
async function picture({ api }: TestCore): Promise<{ shown: string; said: string[] }> {
  const said: string[] = []
  const ask = async <T>(what: () => Promise<T>): Promise<T | string> => {
    try {
      return await what()
    } catch (error) {
      said.push(String(error))
      return String(error)
    }
  }
  const tasks = await ask(async () => (await api.tasks.list({ limit: 200 })).items)
  const hosted = await ask(() => api.agents.hosted())
  const named = Array.isArray(tasks) ? tasks.flatMap(({ inputCid, outputCid }) => [inputCid, outputCid]) : []
  const shown = {
    tasks,
    accounts: await ask(async () =>
      (await api.wallet.list({})).map(({ unlocked: _, unlockedUntil: __, ...rest }) => rest),
    ),
    settings: await ask(() => api.settings.get()),
    transactions: await ask(async () => (await api.tx.list({ limit: 200 })).items),
    // What they say of themselves is read in the background.
    agents: await ask(async () =>
      (await api.agents.list({})).items.map(({ title: _, description: __, kind: ___, ...rest }) => rest),
    ),
    packages: await ask(() => api.agents.packages()),
    hosted:
      typeof hosted === 'string' ? hosted : hosted.map(({ did, owner, hotKey }) => ({ did, owner, hotKey })),
    decisions: await ask(() => api.agents.decisions({ did: 'did:ainur:echo' })),
    runs: await ask(() => api.agents.runs({ did: 'did:ainur:echo' })),
    contents: await Promise.all(
      named.map((cid) => ask(async () => cid && (await api.content.get({ cid })).hash)),
    ),
  }
  return { shown: JSON.stringify(shown), said }
}

/** Starts a core on a folder, and gives what it shows and what it says is wrong. */
async function look(dataDir: string): Promise<{ shown: string; said: string[] }> {
  const core = makeCore({ dataDir, config })
  try {
    await core.core.start()
    const { shown, said } = await picture(core)
    const { notices } = await core.api.system.status({})
    return { shown, said: [...said, ...notices.map(({ message }) => message)] }
  } catch (error) {
    // Words, what it means and what to do: anything else is a fault of ours.
    if (!(error instanceof AinurError)) throw error
    return { shown: '', said: [error.message] }
  } finally {
    await core.stop()
    rmSync(dataDir, { recursive: true })
  }
}

const filesOf = (state: string) =>
  (readdirSync(at(state), { recursive: true }) as string[])
    .filter((name) => statSync(at(state, name)).isFile())
    .sort()

it.each(['killed', 'closed'])('of a core that was %s all is there, and nothing is said', async (state) => {
  cpSync(at(state), at(`${state}-copy`), { recursive: true, preserveTimestamps: true })
  const { shown, said } = await look(at(`${state}-copy`))
  expect(said).toEqual([])
  whole ??= shown
  expect(difference(whole, shown)).toBeNull()
})

it(`no damage goes unsaid (seed ${SEED})`, { timeout: 60_000 + COUNT * 5_000 }, async () => {
  const random = randomOf(SEED)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  const kinds = [
    /^local\.db$/,
    /^local\.db-wal/,
    /^local\.db\.seal/,
    new RegExp(`^index/${index}.db$`),
    new RegExp(`^index/${index}.db-wal`),
    new RegExp(`^index/${index}.db.seal`),
    /^machine/,
    /^packages/,
    /^content\/blocks/,
  ]
  const trials = Array.from({ length: COUNT }, (_, n) => {
    const state = pick(['killed', 'closed'])
    const kind = kinds[n % kinds.length]!
    const files = filesOf(state).filter((name) => kind.test(name))
    return {
      n,
      state,
      file: files.length > 0 ? pick(files) : 'local.db',
      damage: pick(damages),
      random: randomOf(SEED * 1_000 + n),
    }
  })
  const unsaid: string[] = []
  const counts = { said: 0, without: 0, same: 0 }
  const next = async (): Promise<void> => {
    const trial = trials.shift()
    if (!trial) return
    const { n, state, file, damage } = trial
    const copy = at(`copy-${n}`)
    cpSync(at(state), copy, { recursive: true, preserveTimestamps: true })
    const words = spoil(join(copy, file), damage, trial.random, at('older', file))
    if (words === null) {
      counts.same++
      rmSync(copy, { recursive: true })
    } else {
      const { shown, said } = await look(copy)
      counts[said.length > 0 ? 'said' : 'without']++
      if (shown !== whole && said.length === 0) unsaid.push(`${state}: ${words}\n${difference(whole, shown)}`)
    }
    return next()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, next))
  console.info(`damages: ${JSON.stringify(counts)}, unsaid: ${unsaid.length}`)
  expect(unsaid).toEqual([])
  if (COUNT >= 76) expect(counts.said + counts.without).toBeGreaterThanOrEqual(70)
})

/** Where two pictures begin to differ, or null. */
function difference(one: string, other: string): string | null {
  if (one === other) return null
  let n = 0
  while (n < one.length && one[n] === other[n]) n++
  return `${one.slice(Math.max(0, n - 80), n + 80)}\n${other.slice(Math.max(0, n - 80), n + 80)}`
}

it.each(['content', 'packages', 'machine.key', 'index'])(
  'a missing %s is said, or without effect',
  async (name) => {
    const copy = at(`without-${name}`)
    cpSync(at('closed'), copy, { recursive: true, preserveTimestamps: true })
    rmSync(join(copy, name), { recursive: true })
    const { shown, said } = await look(copy)
    if (name === 'index') expect([difference(whole, shown), said]).toEqual([null, []])
    else expect(said.join()).toMatch(/missing/)
  },
)
