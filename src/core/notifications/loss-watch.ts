import type { ChainClient } from '../chain/client.ts'
import { say } from '../words.ts'
import type { News } from './store.ts'

/** A connection that is back within this time was not lost, ms. */
const LOST_AFTER_MS = 10_000

/** Tells when a network that was connected is lost and does not come back soon. */
export function createLossWatch(
  client: Pick<ChainClient, 'onStatus'>,
  tell: (news: News) => void,
  lostAfterMs = LOST_AFTER_MS,
) {
  let wasConnected = false
  let timer: NodeJS.Timeout | null = null
  const end = () => {
    if (timer) clearTimeout(timer)
    timer = null
  }

  return {
    start() {
      const stop = client.onStatus(({ connection, name }) => {
        if (connection === 'connected' || connection === 'starting') {
          wasConnected ||= connection === 'connected'
          return end()
        }
        if (!wasConnected || timer) return
        timer = setTimeout(() => {
          wasConnected = false
          tell({
            kind: 'chain-lost',
            bad: true,
            about: {},
            said: say('notifications.chain-lost', { network: name }),
          })
        }, lostAfterMs)
        timer.unref()
      })
      return () => (end(), stop())
    },
  }
}
