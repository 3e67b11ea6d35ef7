import Database from 'better-sqlite3'
import { settled } from '../tx/transactions.ts'
import { addDevAccount, passphrase } from './accounts.ts'
import { startCore } from './core.ts'
import { marketOf } from './market.ts'
import { until } from './until.ts'

// The process that gets killed: a core that hosts an agent and stops hosting it. Right after the write of number `at`
// of `phase` is committed to what concerns keys, hosting and transactions, it ends as by SIGKILL. Exits with 3 where
// the phase has no such write.
//   node killed-hosting-core.ts <data folder> <phase> <at>
const [dataDir, wanted, at] = process.argv.slice(2)
const DID = 'did:ainur:echo'
let phase = ''
let count = 0
let pending = false
let within = 0

const WRITES = /^(insert into|update|delete from) "(transactions|hot_keys|hosted_agents)"/
function written() {
  if (phase === wanted && ++count === Number(at)) process.kill(process.pid, 'SIGKILL')
}

const { prepare, transaction } = Database.prototype
Database.prototype.prepare = function (this: Database.Database, sql: string) {
  const statement = prepare.call(this, sql)
  if (!WRITES.test(sql)) return statement
  for (const name of ['run', 'get', 'all'] as const) {
    const ask = statement[name].bind(statement) as (...parameters: unknown[]) => never
    statement[name] = (...parameters: unknown[]) => {
      const done = ask(...parameters)
      if (within > 0) pending = true
      else written()
      return done
    }
  }
  return statement
} as typeof prepare
Database.prototype.transaction = function (
  this: Database.Database,
  work: (...parameters: never[]) => unknown,
) {
  const run = transaction.call(this, work as never) as (...parameters: unknown[]) => unknown
  return (...parameters: unknown[]) => {
    within++
    try {
      return run(...parameters)
    } finally {
      within--
      if (within === 0 && pending) {
        pending = false
        written()
      }
    }
  }
} as typeof transaction

const t = await startCore({ dataDir: dataDir! })
const { api } = t
const market = marketOf(t)
const known = (await api.wallet.list()).find(({ name }) => name === 'Charlie')
const owner = known?.address ?? (await addDevAccount(t, 'Charlie'))
if (known) await api.wallet.unlock({ address: owner, passphrase, minutes: 0 })
const hosted = async () => (await api.agents.hosted()).find(({ did }) => did === DID)

/** What the process before began is over, one way or the other. */
async function quiet() {
  const open = async () =>
    (await api.tx.list({ limit: 200 })).items.filter(({ status }) => !settled.includes(status))
  await until('the journal is settled', async () => (await open()).length === 0, open)
  await until('the index has caught up', async () => (await api.chain.status()).lag === 0)
}

await quiet()
if (!(await api.agents.list({})).items.some(({ did }) => did === DID)) {
  const { id } = (await api.agents.packages()).find(({ manifest }) => manifest.name === 'echo')!
  await market.sign(owner, {
    ...{ type: 'agent.register', packageId: id, did: DID, capabilities: ['echo'] },
    ...{ price: '2000000000000', stake: '10000000000000', host: false },
  } as const)
}
for (const _round of [1, 2, 3]) {
  const here = await hosted()
  phase = here ? 'unhost' : 'host'
  count = 0
  await market.sign(owner, { type: `agent.${phase}` as 'agent.host' | 'agent.unhost', did: DID })
  if (here) await until('hosted no more', async () => !(await hosted()))
  else await until('idle', async () => (await hosted())?.state === 'idle')
  await quiet()
  if (phase === wanted) break
}
process.exit(3)
