import { homedir } from 'node:os'
import { join } from 'node:path'

/** What is too large to install into every clone: one folder a user, safe to delete. */
export const cacheDir = (...parts: string[]) =>
  join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ainur', ...parts)
