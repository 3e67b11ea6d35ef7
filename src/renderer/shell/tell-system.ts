import type { NotificationKind } from '../../contract/notifications.ts'
import type { Settings } from '../../contract/settings.ts'
import { isElectron } from '../link.ts'
import type { Told } from './told.ts'

type News = Told & { kind: NotificationKind }

/**
 * Tells by the browser, where its user wanted that: together what came together. In the desktop its main process does.
 * `open`: leads to a view of the page.
 */
export function tellSystem(
  news: readonly News[],
  { notifyInBrowser, notifyOf }: Settings,
  words: { several: (count: number) => string; open: (to: string) => void },
): void {
  if (isElectron() || !notifyInBrowser || !('Notification' in window)) return
  if (Notification.permission !== 'granted') return
  const wanted = news.filter(({ kind }) => notifyOf.includes(kind))
  const [newest] = wanted
  if (!newest) return
  const body = wanted
    .slice(0, 3)
    .map(({ text }) => text)
    .join('\n')
  const title = wanted.length > 1 ? words.several(wanted.length) : 'Ainur'
  // Another page tells the same: the tag makes it one.
  const shown = new Notification(title, { body, tag: `ainur-${newest.id}` })
  shown.onclick = () => {
    window.focus()
    shown.close()
    if (newest.to !== null && wanted.length === 1) words.open(newest.to)
  }
}
