import { join } from 'node:path'
import type { CoreConfig, Shell } from './config.ts'
import { createIndexDb } from './db/index-db.ts'
import { createLocalDb } from './db/local-db.ts'
import { messageOf } from './errors.ts'
import { createLog } from './observability/log.ts'
import { createSettings } from './settings/settings.ts'
import { createChanges } from './system/changes.ts'
import { createNotices } from './system/notices.ts'
import { createProgress } from './system/status.ts'
import { createStorageWatch } from './system/storage-watch.ts'
import { tracesIn } from './traces.ts'

export type Foundations = ReturnType<typeof createFoundations>

/** What every room stands on: the log, the stream of changes, notices, the databases and the settings. Opens nothing. */
export function createFoundations({ dataDir, resourcesDir }: CoreConfig, shell: Shell) {
  const migrations = (name: string) => join(resourcesDir, 'migrations', name)
  const log = createLog({ dir: join(dataDir, 'logs'), shell })
  const changes = createChanges((error) => log.error(`A change was not taken in: ${messageOf(error)}`))
  const progress = createProgress(changes, log.child('start'))
  const notices = createNotices(changes, log)
  const storage = createStorageWatch({ dataDir, notices, end: shell.end ?? log.error })
  const localDb = createLocalDb({
    file: join(dataDir, 'local.db'),
    migrationsFolder: migrations('local'),
    onTidied: (secrets, error) => notices.set(`${secrets}-secrets`, error && error.text),
    onDoubt: (text) => notices.set('local-data', text),
    onTrouble: (error) => storage.report(error),
    traces: () => tracesIn(dataDir),
  })
  const indexDb = createIndexDb({
    dir: join(dataDir, 'index'),
    migrationsFolder: migrations('index'),
    log: log.child('index'),
    onDamaged: (text) => notices.set('index', text),
    onTrouble: (error) => storage.report(error),
  })
  return {
    log,
    changes,
    progress,
    notices,
    storage,
    localDb,
    indexDb,
    settings: createSettings(localDb, changes),
  }
}
