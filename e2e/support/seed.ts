import { ainu, marketOf } from '../../src/core/testing/market.ts'
import type { App } from './fixtures.ts'
import { packageFiles } from './market.ts'

/** What a test starts from; the way there, click by click, is the journey's. */
export interface Seed {
  /** The address of Ada, with 1,000 AINU, unlocked until she quits. */
  ada: string
  market: ReturnType<typeof marketOf>
}

/** An account with coins. */
export async function seedAccount(app: App): Promise<Seed> {
  const api = await app.attach()
  const market = marketOf({ api })
  const ada = await market.person('Ada')
  await api.settings.set({ firstRun: { dismissed: true } })
  return { ada, market }
}

/** And the summarizer, hosted and looking for work. */
export async function seedAgent(app: App): Promise<Seed> {
  const seed = await seedAccount(app)
  await seed.market.host(seed.ada, 'summarizer')
  return seed
}

/** And a task that was settled: the number 0. */
export async function seedTask(app: App): Promise<Seed> {
  const seed = await seedAgent(app)
  const { market, ada } = seed
  const text = 'One sentence. Another one. A third.'
  const task = await market.post(ada, text, { title: 'Summarise this', capability: 'summarize' })
  await market.reached(task, 'finalized')
  return seed
}

/** Installs and hosts a package without clicks. */
export async function seedPackage(
  app: App,
  { ada, market }: Seed,
  ...files: Parameters<typeof packageFiles>
) {
  const api = await app.attach()
  const upload = await packageFiles(...files)
  const installed = await api.agents.install({
    files: upload.map(({ name, buffer }) => ({ name, base64: buffer.toString('base64') })),
  })
  await market.host(ada, installed.manifest.name, { price: ainu(2) })
}
