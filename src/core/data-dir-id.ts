import { statSync } from 'fs'
import { join } from 'path'

/** What holds the lock of a data folder: see `takeDataDir`. */
export const LOCK_FILE = 'instance.lock'

/**
 * Names a data folder by its lock: a core says whose lock it holds, and who looks for one in a folder says which it
 * found. A copy of the folder, or a lock that was made anew, is another one. '' where there is none.
 */
export function identifyDataDir(dataDir: string): string {
  try {
    const { dev, ino } = statSync(join(dataDir, LOCK_FILE), { bigint: true })
    return `${dev}:${ino}`
  } catch {
    return ''
  }
}
