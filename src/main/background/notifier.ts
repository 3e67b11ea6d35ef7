// First: the contract takes for granted what it brings.
import './older-electron.ts'
import { type BrowserWindow, Notification as SystemNotification } from 'electron'
import { type Notification, type NotificationKind, placeOf } from '../../contract/notifications.ts'
import { inWords, words } from '../words.ts'
import { showWindow } from '../window.ts'
import { grouped, type Told } from './grouped.ts'
import type { Core } from './own-door.ts'

interface NotifierOptions {
  readonly window: BrowserWindow
  /** What the user wants to be told. */
  readonly wanted: (kind: NotificationKind) => boolean
}

/**
 * Tells by the operating system what comes while the window has not the focus. There is one notification at a time: what
 * came since somebody looked, together.
 */
export function createNotifier({ window, wanted }: NotifierOptions) {
  let told: readonly Told[] = []
  let shown: SystemNotification | null = null
  /** The newest that was there when the desktop last looked; null before the first time. */
  let newest: number | null = null

  function looked() {
    told = []
    shown?.close()
    shown = null
  }
  window.on('focus', looked)

  function open(place: string | null) {
    if (window.isDestroyed()) return
    looked()
    showWindow(window)
    if (place === null) return
    const address = new URL(window.webContents.getURL())
    // The same document: what is typed in the page stays.
    address.hash = place
    void window.webContents.loadURL(address.href)
  }

  function show(news: readonly Told[]) {
    if (news.length === 0 || window.isDestroyed() || window.isFocused()) return
    if (!SystemNotification.isSupported()) return
    told = [...news, ...told]
    const { title, body, place } = grouped(told, words)
    shown?.close()
    shown = new SystemNotification({ title, body })
    shown.on('click', () => open(place))
    shown.show()
  }

  function heard(list: readonly Notification[]) {
    const before = newest ?? list[0]?.id ?? 0
    newest = Math.max(before, list[0]?.id ?? 0)
    const news = list.filter(({ id, read, kind }) => id > before && !read && wanted(kind))
    show(
      news.map(({ said, text, about }) => {
        const { message } = inWords(said)
        return { text: message === said.code ? text : message, place: placeOf(about) }
      }),
    )
  }

  return {
    /** Tells what the core tells until `signal` aborts. */
    async watch(core: Pick<Core, 'system' | 'notifications'>, signal: AbortSignal): Promise<void> {
      for await (const { topic } of await core.system.changes({}, { signal }))
        if (topic === 'notifications') heard(await core.notifications.list({}, { signal }))
    },
    notify(kind: NotificationKind, text: string) {
      if (wanted(kind)) show([{ text, place: null }])
    },
  }
}
