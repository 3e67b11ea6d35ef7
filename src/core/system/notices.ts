import type { Notice } from '../../contract/system.ts'
import { FaultError, type AinurError, type ErrorText } from '../errors.ts'
import type { Log } from '../observability/log.ts'
import type { Changes } from './changes.ts'

/** What `say` gives, or the text of an error. */
export type NoticeText = ErrorText | AinurError['text']

/** What goes on being wrong with this machine or its data, for the page to show until it is put right. */
export interface Notices {
  /** `id` names what it is about, e.g. `machine-key`; null when it is in order again. */
  set(id: string, text: NoticeText | null): void
  list(): Notice[]
}

/** Each is logged when it comes up. */
export function createNotices(changes: Changes, log: Log): Notices {
  const notices = new Map<string, Notice>()
  return {
    set(id, text) {
      if (text === null && !notices.delete(id)) return
      if (text !== null) {
        const { said, means, message, consequence, remedy } =
          'said' in text ? text : new FaultError(text).text
        notices.set(id, { id, said, message, consequence, remedy, ...(means && { means }) })
        log.warn(`${message} ${consequence} ${remedy}`)
      }
      changes.publish({ topic: 'system' })
    },
    list: () => [...notices.values()],
  }
}
