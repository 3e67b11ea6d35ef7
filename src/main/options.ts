import { app } from 'electron'
import { join } from 'path'

export interface DesktopOptions {
  readonly dataDir: string
  /** Address of a running core to attach to; '' the one in the data folder; null: start one. */
  readonly attach: string | null
  /** The window is not shown until somebody asks for it. */
  readonly hidden: boolean
}

/** Reads what the desktop was started with. Electron and Chromium have switches of their own, so others are let be. */
export function readOptions(args: readonly string[]): DesktopOptions {
  const value = (name: string) => {
    const found = args.find((argument) => argument === name || argument.startsWith(`${name}=`))
    return found === undefined ? null : found.slice(name.length + 1)
  }
  return {
    dataDir:
      value('--data-dir') ?? (process.env['AINUR_DATA_DIR'] || join(app.getPath('appData'), 'Ainur', 'data')),
    attach: value('--attach'),
    hidden: args.includes('--hidden'),
  }
}
