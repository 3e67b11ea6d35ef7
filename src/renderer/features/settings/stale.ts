import { orpc } from '../../api.ts'
import type { StaleBy } from '../../live.ts'

export const settingsStale: StaleBy = { settings: [orpc.settings.key()] }
