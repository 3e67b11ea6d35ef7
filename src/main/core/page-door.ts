import { ipcMain, MessageChannelMain, type WebContents } from 'electron'
import { PORT, WANT_PORT } from '../../contract/shell.ts'
import type { PageDoor } from './supervisor.ts'

/** How the supervisor of the core reaches the page of a window. */
export function openPageDoor(page: WebContents): PageDoor {
  return {
    onWanted(listener) {
      const asked = ({ sender }: { sender: WebContents }) => {
        if (sender === page) listener()
      }
      ipcMain.on(WANT_PORT, asked)
      return () => ipcMain.off(WANT_PORT, asked)
    },
    join(connect) {
      if (page.isDestroyed()) return
      const { port1, port2 } = new MessageChannelMain()
      connect(port1)
      page.postMessage(PORT, null, [port2])
    },
    tell(reason) {
      if (!page.isDestroyed()) page.postMessage(PORT, reason)
    },
  }
}
