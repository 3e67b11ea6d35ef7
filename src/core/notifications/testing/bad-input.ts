import { BAD, type BadCall } from '../../testing/bad-call.ts'

export const badNotifications = (): BadCall[] => [
  { what: 'read no notification', call: 'notifications.read', input: { ids: [] }, code: BAD },
  {
    what: 'read more notifications than are kept',
    call: 'notifications.read',
    input: { ids: Array.from({ length: 201 }, (_, n) => n + 1) },
    code: BAD,
  },
  { what: 'clear notifications up to none', call: 'notifications.clear', input: { upTo: 0 }, code: BAD },
]
