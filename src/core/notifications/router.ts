import type { Implementer } from '../implement.ts'
import type { NotificationStore } from './store.ts'

/** `network`: genesis hash of what the index shows, or null. */
export const createNotificationsRouter = (
  os: Implementer,
  store: NotificationStore,
  network: () => string | null,
) =>
  os.notifications.router({
    list: os.notifications.list.handler(() => store.list(network())),
    read: os.notifications.read.handler(({ input }) => {
      store.read(input.ids)
      return {}
    }),
    clear: os.notifications.clear.handler(({ input }) => {
      store.clear(network(), input.upTo)
      return {}
    }),
  })
