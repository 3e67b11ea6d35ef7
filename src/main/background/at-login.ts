import { app } from 'electron'
import { mkdirSync, rmSync, writeFileSync } from 'fs'
import { homedir } from 'os'
import { dirname, join } from 'path'
import { desktopEntry } from './desktop-entry.ts'

/** Starts the desktop, hidden, when its user logs in, or no more. `args`: what it is started with beside that. */
export function setAtLogin(wanted: boolean, args: readonly string[]): void {
  const [program = process.execPath, ...own] = app.isPackaged
    ? [process.env['APPIMAGE'] ?? process.execPath]
    : [process.execPath, app.getAppPath()]
  const all = [...own, ...args, '--hidden']
  if (process.platform !== 'linux')
    return app.setLoginItemSettings({ openAtLogin: wanted, path: program, args: all })
  const file = autostartFile()
  if (!wanted) return rmSync(file, { force: true })
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, desktopEntry([program, ...all]))
}

/** https://specifications.freedesktop.org/autostart-spec */
const autostartFile = () =>
  join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'autostart', 'ainur.desktop')
