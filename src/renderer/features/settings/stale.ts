import { orpc } from '../../api.ts'
import type { StaleBy } from '../../stale-by.ts'

export const settingsStale: StaleBy = { settings: [orpc.settings.key()] }
