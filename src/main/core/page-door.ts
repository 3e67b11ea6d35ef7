import { ipcMain, MessageChannelMain, type WebContents } from 'electron'
import type { PageDoor } from './supervisor.ts'

/** How the supervisor of the core reaches the page of a window. */
export function openPageDoor(page: WebContents): PageDoor {
  return {
    onWanted(listener) {
      const asked = ({ sender }: { sender: WebContents }) => {
        if (sender === page) listener()
      }
      ipcMain.on('ainur:want-port', asked)
      return () => ipcMain.off('ainur:want-port', asked)
    },
    join(connect) {
      if (page.isDestroyed()) return
      const { port1, port2 } = new MessageChannelMain()
      connect(port1)
      page.postMessage('ainur:port', null, [port2])
    },
    tell(reason) {
      if (!page.isDestroyed()) page.postMessage('ainur:port', reason)
    },
  }
}
