import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { settings as table } from '../db/schema/local/settings.ts'
import { createChanges } from '../system/changes.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { createSettings, defaultSettings } from './settings.ts'

test('a stored value that cannot be read or is not allowed counts as its default', () => {
  const folder = makeFolder()
  const local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  try {
    local.open()
    local.db
      .insert(table)
      .values([
        { key: 'theme', value: '"da' },
        { key: 'devSpeed', value: '-1' },
        { key: 'unlockMinutes', value: '30' },
        { key: 'no-longer-known', value: 'true' },
        { key: 'network', value: '{"kind":"rpc","url":"wss://example.org/v1/secret"}' },
        { key: 'endpoints', value: '["wss://me:secret@example.org","wss://example.org","ws://example.org"]' },
      ])
      .run()
    const settings = createSettings(local, createChanges())
    expect(settings.dropRefusedEndpoints()).toBe(true)
    expect(JSON.stringify(local.db.select().from(table).all())).not.toContain('secret')
    expect(settings.get().endpoints).toEqual(['wss://example.org'])
    settings.set({ endpoints: [] })
    expect(settings.dropRefusedEndpoints()).toBe(false)
    expect(settings.get()).toEqual({ ...defaultSettings, unlockMinutes: 30 })
    expect(settings.set({ theme: 'dark' })).toEqual({ ...defaultSettings, unlockMinutes: 30, theme: 'dark' })
  } finally {
    local.close()
    folder.remove()
  }
})
