import Database from 'better-sqlite3'
import { cpSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { hostedAgents } from '../db/schema/local/hosting.ts'
import { hotKeys } from '../db/schema/local/wallet.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'

it('takes over every hot key from before keys belonged to a network', () => {
  const folder = makeFolder()
  const file = join(folder.path, 'local.db')
  const before = join(folder.path, 'before')
  cpSync(localMigrations, before, { recursive: true })
  const journal = join(before, 'meta', '_journal.json')
  const all = JSON.parse(readFileSync(journal, 'utf8')) as { entries: unknown[] }
  writeFileSync(journal, JSON.stringify({ ...all, entries: all.entries.slice(0, 1) }))
  const old = createLocalDb({ file, migrationsFolder: before })
  old.open()
  old.close()
  const raw = new Database(file)
  const key = raw.prepare('INSERT INTO hot_keys VALUES (?, ?, ?, 0, 5)')
  key.run('did:ainur:used', 'address-1', Buffer.from('one'))
  key.run('did:ainur:unused', 'address-2', Buffer.from('two'))
  const agent = raw.prepare('INSERT INTO hosted_agents VALUES (?, ?, ?, ?, ?, 1, 5, 5)')
  agent.run('0x01', 'did:ainur:used', 'owner', 'address-1', 'package')
  agent.run('0x02', 'did:ainur:used', 'owner', 'address-1', 'package')
  raw.close()

  const local = createLocalDb({ file, migrationsFolder: localMigrations })
  local.open()
  const rows = local.db.select().from(hotKeys).orderBy(hotKeys.network).all()
  expect(rows.map(({ network, did, seed, retired }) => [network, did, seed.toString(), retired])).toEqual([
    ['', 'did:ainur:unused', 'two', false],
    ['0x01', 'did:ainur:used', 'one', false],
    ['0x02', 'did:ainur:used', 'one', false],
  ])
  const hosted = local.db.select().from(hostedAgents).all()
  expect(hosted.map(({ rightsSeen }) => rightsSeen)).toEqual([0, 0])
  local.close()
  folder.remove()
})
