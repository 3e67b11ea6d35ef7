import { ipcMain, MessageChannelMain, type WebContents } from 'electron'
import type { CoreLink } from './link.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** A core that lived this long did not fail at its start. */
const STEADY_MS = 60_000

export interface Supervisor {
  /** Ends the core; it is not started again. */
  stop(): Promise<void>
}

/**
 * Keeps a core running and joined to the page: gives the page a port whenever it asks and whenever a core came up,
 * tells it (by no port) when the core is gone, and opens another one, waiting longer after each failure.
 */
export function superviseCore(page: WebContents, open: () => Promise<CoreLink>): Supervisor {
  let link: CoreLink | null = null
  let reason: string | null = null
  let wanted = false
  let stopped = false
  let wake = () => {}

  const handOver = () => {
    if (!wanted || page.isDestroyed()) return
    if (link === null) {
      // Before the first core there is nothing to tell: the page says that it is connecting.
      if (reason !== null) page.postMessage('ainur:port', reason)
      return
    }
    const { port1, port2 } = new MessageChannelMain()
    link.connect(port1)
    page.postMessage('ainur:port', null, [port2])
  }
  const asked = (event: { sender: WebContents }) => {
    if (event.sender !== page) return
    wanted = true
    handOver()
  }
  ipcMain.on('ainur:want-port', asked)

  const keep = async () => {
    let wait = FIRST_WAIT_MS
    while (!stopped) {
      const started = Date.now()
      try {
        link = await open()
        // Asked to stop while it came up.
        if (stopped) return await link.stop()
        reason = null
        handOver()
        reason = await link.lost
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error)
      }
      link = null
      if (stopped) return
      handOver()
      wait = Date.now() - started > STEADY_MS ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS)
      await new Promise<void>((resolve) => {
        wake = resolve
        setTimeout(resolve, wait)
      })
    }
  }
  const kept = keep()

  return {
    async stop() {
      stopped = true
      ipcMain.off('ainur:want-port', asked)
      wake()
      await link?.stop()
      await kept.catch(() => {})
    },
  }
}
