import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { createContent } from '../../content/content.ts'
import { createLocalDb } from '../../db/local-db.ts'
import { createLog } from '../../observability/log.ts'
import { createSandbox } from '../../sandbox/sandbox.ts'
import { createChanges } from '../../system/changes.ts'
import { randomOf, spoil } from '../../testing/damage.ts'
import { failWrites } from '../../testing/failing-writes.ts'
import { faultyPackage } from '../../testing/faulty.ts'
import { makeFolder } from '../../testing/folder.ts'
import { localMigrations, resourcesDir } from '../../testing/paths.ts'
import { createPackages } from './packages.ts'

const folder = makeFolder()
const dataDir = folder.path
const localDb = createLocalDb({ file: join(dataDir, 'local.db'), migrationsFolder: localMigrations })
const content = createContent({ dataDir, localDb, gateway: () => null, publishTo: () => null })
const sandbox = createSandbox({ cacheDir: join(dataDir, 'cache') })
const said = new Map<string, string>()
const notices = {
  set: (id: string, text: { message: string } | null) =>
    void (text ? said.set(id, text.message) : said.delete(id)),
}
const parts = { dataDir, resourcesDir, sandbox, content, localDb, notices }
const start = async () => {
  said.clear()
  const packages = createPackages({ ...parts, changes: createChanges(), log: createLog({ dir: null }) })
  await packages.look()
  return packages
}
const installedIn = async (packages: Awaited<ReturnType<typeof start>>) =>
  (await packages.list()).filter(({ source }) => source === 'installed')
let id: string
const place = () => join(dataDir, 'packages', id)

beforeAll(() => localDb.open())
beforeEach(async () => {
  const packages = await start()
  ;({ id } = await packages.install(await faultyPackage()))
  expect(said.size).toBe(0)
})
afterAll(async () => {
  await sandbox.stop()
  localDb.close()
  folder.remove()
})

it('one that is gone is said at the next start', async () => {
  rmSync(place(), { recursive: true })
  expect(await installedIn(await start())).toEqual([])
  expect(said.get('packages')).toContain(id)
})

it('one that the user removed is not missed', async () => {
  await (await start()).uninstall(id)
  await start()
  expect(said.size).toBe(0)
})

it('one that is not as it was installed is left out and said, until it is installed again', async () => {
  const random = randomOf(3)
  const unsaid: string[] = []
  for (const file of ['agent.json', 'faulty.wasm'])
    for (const damage of ['bit', 'byte', 'cut', 'emptied', 'gone'] as const) {
      const words = spoil(join(place(), file), damage, random)
      const packages = await start()
      const [shown] = await installedIn(packages)
      if (!said.has('packages') && (words === null || shown?.id !== id)) unsaid.push(`${words}`)
      if (shown) rmSync(place(), { recursive: true })
      const back = await packages.install(await faultyPackage())
      expect(back.id).toBe(id)
      await start()
      expect([...said]).toEqual([])
    }
  expect(unsaid).toEqual([])
})

it('an agent.json for another price is not the package that was installed', async () => {
  const name = join(place(), 'agent.json')
  const text = readFileSync(name, 'utf8')
  writeFileSync(name, text.replace('"price": "1000000000000"', '"price": "9000000000000"'))
  expect(await installedIn(await start())).toEqual([])
  expect(said.get('packages')).toContain(id)
  expect(readdirSync(join(dataDir, 'packages'))).toContain(id)
  await (await start()).install(await faultyPackage())
})

it('what could not be written down was neither installed nor removed, and the list says so at once', async () => {
  const packages = await start()
  const mend = failWrites(join(dataDir, 'local.db'))
  onTestFinished(mend)
  await expect(packages.uninstall(id)).rejects.toThrow()
  expect((await installedIn(packages)).map((each) => each.id)).toEqual([id])
  expect(existsSync(place())).toBe(true)
  mend()
  await packages.uninstall(id)
  expect(await installedIn(packages)).toEqual([])

  const again = failWrites(join(dataDir, 'local.db'))
  onTestFinished(again)
  await expect(packages.install(await faultyPackage())).rejects.toThrow()
  expect(await installedIn(packages)).toEqual([])
  expect(existsSync(place())).toBe(false)
  again()
  await packages.install(await faultyPackage())
  expect((await installedIn(packages)).map((each) => each.id)).toEqual([id])
})
