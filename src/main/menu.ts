import { app, Menu, type MenuItemConstructorOptions } from 'electron'

const helpMenu = (lookForUpdates: () => void): MenuItemConstructorOptions => ({
  role: 'help',
  submenu: [{ label: 'Look for updates…', click: lookForUpdates }],
})

/** What every desktop expects, and nothing of Ainur's own: that is in the page. */
export function setMenu(lookForUpdates: (() => void) | null): void {
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    { role: 'fileMenu' },
    { role: 'editMenu' },
    {
      label: 'View',
      submenu: [
        { role: 'reload' },
        ...(app.isPackaged ? [] : [{ role: 'toggleDevTools' } as const]),
        { type: 'separator' },
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu' },
    ...(lookForUpdates ? [helpMenu(lookForUpdates)] : []),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
