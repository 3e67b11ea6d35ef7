import { execFileSync } from 'node:child_process'
import { closeSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { addDevAccount, submitShown } from './accounts.ts'
import { startCore } from './core.ts'
import { marketOf } from './market.ts'
import { until } from './until.ts'

// A core with an agent and a task under way whose disk is in trouble for a while. Prints what it saw as JSON.
//   node troubled-disk-core.ts full <data folder on a small disk of its own> <cache folder>
//   node troubled-disk-core.ts failing <data folder> <cache folder>
const [trouble, dataDir, cacheDir] = process.argv.slice(2) as ['full' | 'failing', string, string]
const faults: string[] = []
process.on('uncaughtException', (error) => faults.push(error.stack ?? error.message))
process.on('unhandledRejection', (error) => faults.push(String(error)))

// As every shell does: words that cannot be printed are no reason to end.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

/** Not a byte more can be written. */
function fill(): () => void {
  const file = join(dataDir, 'filler')
  const handle = openSync(file, 'w')
  for (const size of [1 << 20, 1 << 12, 1])
    try {
      for (;;) writeSync(handle, Buffer.alloc(size))
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  closeSync(handle)
  return () => rmSync(file)
}

/** The system refuses every write of this process to a file, and takes them again. */
function fail(): () => void {
  const limit = (bytes: string) =>
    execFileSync('prlimit', [`--pid=${process.pid}`, `--fsize=${bytes}:unlimited`])
  limit('0')
  return () => void limit('unlimited')
}

const t = await startCore({ dataDir, config: { cacheDir } })
const market = marketOf(t)
const owner = await addDevAccount(t, 'Alice')
const submitter = await addDevAccount(t, 'Bob')
const did = await market.host(owner, 'echo')
const task = await market.post(submitter, 'under way', { biddingMs: 5_000, timeoutMs: 600_000 })
await until('it has bid', async () => (await market.task(task)).bidList.length > 0)

const mend = trouble === 'full' ? fill() : fail()
const onPage = async () => {
  const [{ notices }, { error }] = await Promise.all([t.api.system.status({}), t.api.chain.status({})])
  return [...notices.map(({ message }) => message), ...(error === null ? [] : [error])]
}
// By themselves: nobody asks for anything.
const said = await until('it is said', async () => {
  const words = await onPage()
  return words.length > 0 && words
})
const words = (asked: Promise<unknown>) =>
  asked.then(
    () => 'done',
    (error: unknown) => (error as Error).message,
  )
const transfer = {
  from: submitter,
  action: { type: 'transfer' as const, to: owner, amount: '1', keepAlive: true },
}
const refused = [
  await words(t.api.settings.set({ theme: 'dark' })),
  await words(
    t.api.content.add({ base64: Buffer.alloc(100_000, 7).toString('base64'), mediaType: 'text/plain' }),
  ),
  await words(t.api.wallet.create({ name: 'New', passphrase: 'violet anchor theorem' })),
  await words(submitShown(t, transfer)),
]
mend()

await market.reached(task, 'verifying', 'finalized')
const ended = await market.reached(task, 'finalized')
await market.sign(submitter, transfer.action)
await t.api.settings.set({ theme: 'dark' })
await until('nothing is said any more', async () => (await onPage()).length === 0, onPage)
await market.total(owner)
const result = { said, refused, agent: ended.agent === did, outcome: ended.outcome, faults }
await t.stop()
console.log(JSON.stringify(result))
process.exit(0)
