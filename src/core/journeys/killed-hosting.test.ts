import fc from 'fast-check'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import { settled } from '../tx/transactions.ts'
import { startCore } from '../testing/core.ts'
import { makeFolder } from '../testing/folder.ts'
import { until } from '../testing/until.ts'
import { outsider } from '../testing/outsider.ts'

// A core that is killed after any write that belongs to hosting an agent or to its end. AINUR_STEPS=all for each of
// them, in order; AINUR_SEED repeats a choice.
const SEED = Number(process.env['AINUR_SEED'] ?? Date.now() % 1_000_000)
const ALL = process.env['AINUR_STEPS'] === 'all'
const PHASES = ['host', 'unhost'] as const
/** Fewer than each phase has at least. */
const SURE = 7

/** The money is home, in a block that the journal knows: sent again it is refused, for the account is empty. */
const EMPTIED = { phase: 'unhost', at: 10 } as const

const step = fc.record({ phase: fc.constantFrom(...PHASES), at: fc.integer({ min: 1, max: SURE }) })
const everyStep = PHASES.flatMap((phase) => Array.from({ length: 30 }, (_, i) => ({ phase, at: i + 1 })))

/** Whether it was killed there; false where there is no such step. */
async function killAt(dataDir: string, { phase, at }: { phase: string; at: number }): Promise<boolean> {
  const child = fork(
    new URL('../testing/killed-hosting-core.ts', import.meta.url),
    [dataDir, phase, String(at)],
    {
      execArgv: [],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  )
  let complaint = ''
  child.stderr!.on('data', (text: Buffer) => (complaint += text.toString()))
  const [code, signal] = (await once(child, 'exit')) as [number | null, string | null]
  if (signal !== 'SIGKILL' && code !== 3) throw new Error(`${phase} ${at}: ended with ${code}: ${complaint}`)
  return signal === 'SIGKILL'
}

async function look(dataDir: string, keysBefore: ReadonlySet<string>) {
  const t = await startCore({ dataDir })
  const chain = await outsider((await t.api.chain.status()).url!, '//Charlie')
  try {
    const journal = async () => {
      const all = []
      for (let cursor: string | undefined; ;) {
        const { items, next } = await t.api.tx.list({ limit: 200, cursor })
        all.push(...items)
        if (next === null) return all
        cursor = next
      }
    }
    const open = async () => (await journal()).filter(({ status }) => !settled.includes(status))
    await until('everything that was begun is decided', async () => (await open()).length === 0, open)
    const rights = async () => (await chain.proxies(chain.address)).map(({ delegate }) => delegate)
    const rows = async () => (await t.api.agents.hosted()).map(({ hotKey }) => hotKey)
    const keys = new Set([
      ...keysBefore,
      ...(await t.api.wallet.list()).flatMap(({ kind, address }) => (kind === 'agent' ? [address] : [])),
    ])
    const state = async () => {
      const held = []
      for (const key of keys) if ((await chain.free(key)) > 0n) held.push(key)
      return { rights: await rights(), rows: await rows(), held }
    }
    await until(
      'rights, rows and money belong to the same key, or there are none',
      async () => {
        const { rights: r, rows: h, held } = await state()
        return r.join() === h.join() && h.join() === held.join()
      },
      state,
    )
    const { total } = await t.api.wallet.ledger({ address: chain.address })
    let kept = BigInt(total)
    for (const key of keys) kept += await chain.free(key)
    const fees = (await journal()).reduce((sum, { fee }) => sum + BigInt(fee ?? 0), 0n)
    return { keys, all: kept + fees, journal: await journal() }
  } finally {
    await chain.close()
    await t.stop()
  }
}

test(
  'no step of hosting is one that money does not survive',
  { timeout: ALL ? 1_200_000 : 180_000 },
  async () => {
    process.stdout.write(`AINUR_SEED=${SEED}\n`)
    const folder = makeFolder()
    try {
      const steps = ALL ? everyStep : [EMPTIED, ...fc.sample(step, { seed: SEED, numRuns: 2 })]
      let keys: ReadonlySet<string> = new Set()
      let all: bigint | null = null
      const reached = { host: 0, unhost: 0 }
      for (const each of steps) {
        if (ALL && each.at > reached[each.phase] + 1) continue
        if (await killAt(folder.path, each)) reached[each.phase] = Math.max(reached[each.phase], each.at)
        else if (!ALL) throw new Error(`${each.phase} has no step ${each.at}`)
        const seen = await look(folder.path, keys)
        keys = seen.keys
        // Nothing was paid twice, and nothing is gone but fees.
        expect(seen.all, `${each.phase} ${each.at}: ${JSON.stringify(seen.journal.slice(0, 8))}`).toBe(
          all ?? seen.all,
        )
        all = seen.all
      }
      if (ALL) process.stdout.write(`steps: ${JSON.stringify(reached)}\n`)
    } finally {
      folder.remove()
    }
  },
)
