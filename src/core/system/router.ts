import type { SystemStatus } from '../../contract/system.ts'
import type { LocalDb } from '../db/local-db.ts'
import type { Implementer } from '../implement.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from './changes.ts'

export interface SystemParts {
  status: () => SystemStatus
  changes: Changes
  log: Log
  local: Pick<LocalDb, 'trust'>
}

export const createSystemRouter = (os: Implementer, { status, changes, log, local }: SystemParts) =>
  os.system.router({
    status: os.system.status.handler(() => status()),
    changes: os.system.changes.handler(({ signal }) => changes.subscribe(signal)),
    trustData: os.system.trustData.handler(() => {
      local.trust()
      return {}
    }),
    log: os.system.log.handler(({ input }) =>
      log
        .recent(input.limit)
        .map(({ at, level, source, text }) => ({ at, level, text: `[${source}] ${text}` })),
    ),
  })
