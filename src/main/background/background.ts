import { app, type BrowserWindow } from 'electron'
import type { PageDoor } from '../core/supervisor.ts'
import { showWindow } from '../window.ts'
import type { NotificationKind } from '../../contract/notifications.ts'
import { setAtLogin } from './at-login.ts'
import { createWakefulness } from './awake.ts'
import { holdClosing } from './closing.ts'
import { createNotifier } from './notifier.ts'
import { type Core, openOwnDoor } from './own-door.ts'
import { type Summary, watchSummary } from './summary.ts'
import { showTray } from './tray.ts'

interface BackgroundOptions {
  readonly window: BrowserWindow
  /** A PNG file. */
  readonly icon: string
  /** What a start at login needs beside its program, e.g. the data folder. */
  readonly args: readonly string[]
  readonly isQuitting: () => boolean
  readonly log: (line: string) => void
}

interface Background {
  /** To be given to the supervisor of the core. */
  readonly door: PageDoor
  /** Tells what the desktop itself has to tell. */
  readonly notify: (kind: NotificationKind, text: string) => void
}

/** All that the desktop does while nobody looks at its window. */
export function workInBackground({ window, icon, args, isQuitting, log }: BackgroundOptions): Background {
  let core: Core | null = null
  let settings: Summary['settings'] = null
  const failed = (what: string) => (error: unknown) => log(`${what}: ${String(error)}`)
  const stayAwake = createWakefulness()
  const tray = showTray({ icon, open: () => showWindow(window), quit: () => app.quit() })
  if (tray === null) log('The system has no tray.')
  tray?.(null, null)
  const notifier = createNotifier({ window, wanted: (kind) => settings?.notifyOf.includes(kind) ?? false })
  holdClosing({
    window,
    isQuitting,
    chosen: () => settings?.whenClosed ?? null,
    choose(whenClosed) {
      // At once: the window is closed before the core has answered.
      if (settings) settings = { ...settings, whenClosed }
      core?.settings.set({ whenClosed }).catch(failed('What to do on closing could not be kept'))
    },
  })

  function apply({ settings: next, agents, lostAt }: Summary) {
    tray?.(agents, lostAt)
    if (next && next.startAtLogin !== settings?.startAtLogin) {
      try {
        // Nothing is changed for who never wanted it.
        if (next.startAtLogin || settings !== null) setAtLogin(next.startAtLogin, args)
      } catch (error) {
        failed('The start at login could not be changed')(error)
      }
    }
    settings = next ?? settings
    stayAwake((settings?.keepAwake ?? false) && (agents?.working ?? 0) > 0)
  }

  const door = openOwnDoor((opened, signal) => {
    core = opened
    notifier
      .watch(opened, signal)
      .catch((error: unknown) => signal.aborted || failed('What happens can no longer be told')(error))
    watchSummary(opened, signal, apply).catch(
      (error: unknown) => signal.aborted || failed('The core no longer says what it does')(error),
    )
  })
  return { door, notify: notifier.notify }
}
