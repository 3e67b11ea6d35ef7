import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { Endpoint, NetworkChoice } from '../../contract/chain.ts'
import { notificationKinds } from '../../contract/notifications.ts'
import { Settings as SettingsSchema, type Settings } from '../../contract/settings.ts'
import type { LocalDb } from '../db/local-db.ts'
import { settings as table } from '../db/schema/local/settings.ts'
import { createListeners } from '../listeners.ts'
import type { Changes } from '../system/changes.ts'

/** Of these there can be many a minute. */
const quiet: readonly string[] = ['agent-won', 'transaction']

export const defaultSettings: Settings = {
  network: { kind: 'embedded' },
  endpoints: [],
  devSpeed: 1,
  executor: 'v8',
  unlockMinutes: 15,
  theme: 'system',
  language: 'system',
  whenClosed: 'ask',
  startAtLogin: false,
  keepAwake: true,
  notifyOf: notificationKinds.filter((kind) => !quiet.includes(kind)),
  notifyInBrowser: false,
  firstRun: { dismissed: false },
}
const MAX_ENDPOINTS = 20

export interface SettingsStore {
  get(): Settings
  /** Changes some; what is not given stays. */
  set(change: Partial<Settings>): Settings
  onChange(callback: (now: Settings, before: Settings) => void): () => void
  /** Deletes stored endpoints that Ainur does not take any more: they may hold secrets. Whether there were any. */
  dropRefusedEndpoints(): boolean
}

/** Settings in local.db. A value that is no longer allowed counts as its default. */
export function createSettings(local: LocalDb, changes: Changes): SettingsStore {
  const listeners = createListeners<[now: Settings, before: Settings]>()

  function get(): Settings {
    const stored: Record<string, unknown> = {}
    for (const { key, value } of local.db.select().from(table).all()) {
      const schema: z.ZodType | undefined = SettingsSchema.shape[key as keyof Settings]
      const parsed = schema?.safeParse(readJson(value))
      if (parsed?.success) stored[key] = parsed.data
    }
    return { ...defaultSettings, ...stored }
  }

  return {
    get,
    dropRefusedEndpoints() {
      const row = local.db.select().from(table).where(eq(table.key, 'endpoints')).get()
      const endpoints = z
        .array(z.unknown())
        .catch([])
        .parse(readJson(row?.value ?? '[]'))
      const kept = endpoints.flatMap((one) => Endpoint.safeParse(one).data ?? [])
      const network = local.db.select().from(table).where(eq(table.key, 'network')).get()
      const refused = network !== undefined && !NetworkChoice.safeParse(readJson(network.value)).success
      if (kept.length === endpoints.length && !refused) return false
      local.transaction((tx) => {
        tx.update(table)
          .set({ value: JSON.stringify(kept) })
          .where(eq(table.key, 'endpoints'))
          .run()
        if (refused) tx.delete(table).where(eq(table.key, 'network')).run()
      })
      return true
    },
    set(change) {
      const before = get()
      const entries = Object.entries(change).filter(([, value]) => value !== undefined)
      local.transaction((tx) => {
        for (const [key, value] of entries) {
          const text = JSON.stringify(value)
          if (text === JSON.stringify(defaultSettings[key as keyof Settings]))
            tx.delete(table).where(eq(table.key, key)).run()
          else
            tx.insert(table)
              .values({ key, value: text })
              .onConflictDoUpdate({ target: table.key, set: { value: text } })
              .run()
        }
      })
      const now = get()
      listeners.tell(now, before)
      changes.publish({ topic: 'settings' })
      return now
    },
    onChange: listeners.add,
  }
}

/** Undefined, which no setting is, for what is not JSON. */
function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The list of endpoints with `url` in front. */
export const withEndpoint = (endpoints: readonly string[], url: string): string[] =>
  [url, ...endpoints.filter((known) => known !== url)].slice(0, MAX_ENDPOINTS)
