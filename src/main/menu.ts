import { app, Menu, type MenuItemConstructorOptions } from 'electron'
import { words } from './words.ts'

type Role = NonNullable<MenuItemConstructorOptions['role']>

/** Electron names its roles in English only. */
const item = (role: Role, label: string): MenuItemConstructorOptions => ({ role, label })

const helpMenu = (lookForUpdates: () => void): MenuItemConstructorOptions => ({
  role: 'help',
  label: words('desktop.help'),
  submenu: [{ label: words('desktop.look-for-updates'), click: lookForUpdates }],
})

/** What every desktop expects, and nothing of Ainur's own: that is in the page. */
export function setMenu(lookForUpdates: (() => void) | null): void {
  const separator = { type: 'separator' } as const
  const template: MenuItemConstructorOptions[] = [
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    {
      label: words('desktop.file'),
      submenu: [
        process.platform === 'darwin'
          ? item('close', words('desktop.close-window'))
          : item('quit', words('desktop.quit')),
      ],
    },
    {
      label: words('desktop.edit'),
      submenu: [
        item('undo', words('desktop.undo')),
        item('redo', words('desktop.redo')),
        separator,
        item('cut', words('desktop.cut')),
        item('copy', words('desktop.copy')),
        item('paste', words('desktop.paste')),
        item('selectAll', words('desktop.select-all')),
      ],
    },
    {
      label: words('desktop.view'),
      submenu: [
        item('reload', words('desktop.reload')),
        ...(app.isPackaged ? [] : [item('toggleDevTools', words('desktop.tools-for-developers'))]),
        separator,
        item('resetZoom', words('desktop.actual-size')),
        item('zoomIn', words('desktop.zoom-in')),
        item('zoomOut', words('desktop.zoom-out')),
        item('togglefullscreen', words('desktop.full-screen')),
      ],
    },
    {
      label: words('desktop.window'),
      submenu: [item('minimize', words('desktop.minimize')), item('close', words('desktop.close-window'))],
    },
    ...(lookForUpdates ? [helpMenu(lookForUpdates)] : []),
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
