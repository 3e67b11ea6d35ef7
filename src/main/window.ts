import { BrowserWindow, nativeTheme } from 'electron'
import { join } from 'path'

/**
 * Opens the one window. It is shown as soon as it has something to show, whether or not the core is ready; when `hidden`,
 * not before somebody asks for it.
 */
export function openWindow(
  address: string,
  { icon, hidden }: { icon: string; hidden: boolean },
): BrowserWindow {
  const window = new BrowserWindow({
    width: 1280,
    height: 840,
    minWidth: 900,
    minHeight: 600,
    show: false,
    title: 'Ainur',
    icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#16181d' : '#ffffff',
    webPreferences: {
      preload: join(__dirname, '../preload/index.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      spellcheck: false,
    },
  })
  if (!hidden) window.once('ready-to-show', () => window.show())
  void window.loadURL(address)
  return window
}

/** Brings the window to the front, e.g. when Ainur was started a second time. Nothing when it was closed. */
export function showWindow(window: BrowserWindow): void {
  if (window.isDestroyed()) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
