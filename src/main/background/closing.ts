import { type BrowserWindow, dialog } from 'electron'
import type { Settings } from '../../contract/settings.ts'
import { words } from '../words.ts'

type WhenClosed = Settings['whenClosed']

interface ClosingOptions {
  readonly window: BrowserWindow
  /** Whether the desktop is on its way out: then nothing holds the window. */
  readonly isQuitting: () => boolean
  /** What the user decided; null while no core has said. */
  readonly chosen: () => WhenClosed | null
  readonly choose: (choice: WhenClosed) => void
}

/** A window that is closed goes to the background or ends Ainur, as its user decided; asked the first time. */
export function holdClosing({ window, isQuitting, chosen, choose }: ClosingOptions): void {
  let asking = false
  window.on('close', (event) => {
    const choice = chosen() ?? 'quit'
    if (isQuitting() || choice === 'quit') return
    event.preventDefault()
    if (choice === 'background') window.hide()
    else if (!asking) void ask()
  })

  async function ask() {
    asking = true
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        message: words('desktop.ask-closing'),
        detail: words('desktop.closing-means'),
        buttons: [words('desktop.go-on'), words('desktop.quit'), words('desktop.cancel')],
        defaultId: 0,
        cancelId: 2,
      })
      if (response === 2) return
      const choice = response === 0 ? 'background' : 'quit'
      choose(choice)
      if (choice === 'background') window.hide()
      else window.close()
    } finally {
      asking = false
    }
  }
}
