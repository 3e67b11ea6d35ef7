import type { Notice } from '../../contract/system.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from './changes.ts'

/** What goes on being wrong with this machine or its data, for the page to show until it is put right. */
export interface Notices {
  /** `id` names what it is about, e.g. `machine-key`; null when it is in order again. */
  set(id: string, text: Omit<Notice, 'id'> | null): void
  list(): Notice[]
}

/** Each is logged when it comes up. */
export function createNotices(changes: Changes, log: Log): Notices {
  const notices = new Map<string, Notice>()
  return {
    set(id, text) {
      if (text === null && !notices.delete(id)) return
      if (text !== null) {
        const { message, consequence, remedy } = text
        notices.set(id, { id, message, consequence, remedy })
        log.warn(`${message} ${consequence} ${remedy}`)
      }
      changes.publish({ topic: 'system' })
    },
    list: () => [...notices.values()],
  }
}
