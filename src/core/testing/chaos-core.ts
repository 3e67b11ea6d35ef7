import type { TxStatus } from '../../contract/actions.ts'
import { settled } from '../tx/transactions.ts'
import { addDevAccount, passphrase } from './accounts.ts'
import { startCore } from './core.ts'
import { ainu, marketOf } from './market.ts'
import { until } from './until.ts'

// The process that gets killed: a core with two hosted agents and a submitter who wants `tasks` tasks done. Wherever
// the one before was killed, this one looks at what there is and goes on. Tells `ready` and `posted`.
//   node chaos-core.ts <data folder> <tasks>
const [dataDir, wanted] = process.argv.slice(2)
const AGENTS = [
  { did: 'did:ainur:first', price: ainu(5) },
  { did: 'did:ainur:second', price: ainu(6) },
]

const t = await startCore({ dataDir: dataDir! })
process.send!('ready')
const { api } = t
const market = marketOf(t)

async function account(name: string): Promise<string> {
  const known = (await api.wallet.list()).find((each) => each.name === name)
  if (!known) return addDevAccount(t, name)
  if (!known.unlocked) await api.wallet.unlock({ address: known.address, passphrase, minutes: 0 })
  return known.address
}

/** Nothing is in flight any more, and the index has seen it. */
async function quiet(): Promise<void> {
  const ended = ({ status }: { status: TxStatus }) => settled.includes(status)
  const pending = async () => (await api.tx.list({ limit: 200 })).items.filter((each) => !ended(each))
  // What the agents do goes on meanwhile; what people do does not.
  const people = async () =>
    (await pending()).filter(({ action }) => action.includes('post') || action.includes('register'))
  await until('the journal is settled', async () => (await people()).length === 0, people)
  await until('the index has caught up', async () => (await api.chain.status()).lag === 0)
}

await quiet()
const registered = new Set((await api.agents.list({})).items.map(({ did }) => did))
const missing = AGENTS.filter(({ did }) => !registered.has(did))
if (missing.length > 0) {
  const owner = await account('Bob')
  for (const { did, price } of missing) await market.host(owner, 'echo', { did, price })
}

const titles = new Set((await api.tasks.list({ limit: 200 })).items.map(({ title }) => title))
for (let n = 0; n < Number(wanted); n++) {
  const title = `Task ${n}`
  if (titles.has(title)) continue
  const submitter = await account('Alice')
  await market.post(submitter, `Work number ${n}`, { title, biddingMs: 4_000, disputeWindowMs: 2_000 })
}
process.send!('posted')
