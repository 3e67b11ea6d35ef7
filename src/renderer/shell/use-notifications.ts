import { useDocumentVisibility } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useRouter, useRouterState } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { placeOf, type Notification } from '../../contract/notifications.ts'
import { client, orpc } from '../api.ts'
import { inWords } from '../said.ts'
import { isFollowed } from '../ui/use-sign.ts'
import { tellSystem } from './tell-system.ts'
import { showFresh, useTold, type Told } from './told.ts'

const told = ({ id, at, bad, said, text, about }: Notification): Told => ({
  id: String(id),
  at,
  bad,
  text: inWords(said, text),
  to: placeOf(about),
})

/** What the core tells, and what only this page knows. What is on the screen anyway counts as read. */
export const useNotifications = () => {
  const { own, fresh, unseen } = useTold()
  const all = useQuery(orpc.notifications.list.queryOptions()).data
  const settings = useQuery(orpc.settings.get.queryOptions()).data
  const { t } = useTranslation('shell')
  const router = useRouter()
  const path = useRouterState({ select: ({ location }) => location.pathname })
  const visible = useDocumentVisibility() === 'visible'
  const newest = useRef<number | null>(null)

  const unread = all?.filter(({ read }) => !read) ?? []
  const onScreen = ({ about }: Notification) =>
    visible && (placeOf(about) === decodedAs(path) || isFollowed(about.transaction ?? ''))
  const seen = unread.filter(onScreen).map(({ id }) => id)
  const news = unread.filter((each) => !onScreen(each))

  useEffect(() => {
    if (!all) return
    // What came before the page was opened is in the list only.
    const before = newest.current ?? all[0]?.id ?? 0
    const came = news.filter(({ id }) => id > before)
    newest.current = Math.max(before, all[0]?.id ?? 0)
    if (came.length === 0) return
    showFresh(came.map(told))
    if (visible || !settings) return
    const toSystem = came.map((each) => ({ ...told(each), kind: each.kind }))
    tellSystem(toSystem, settings, {
      several: (count) => t('told.several', { count }),
      open: (to) => void router.navigate({ to }),
    })
  }, [all, news, visible, settings, t, router])
  const seenNow = seen.join()
  useEffect(() => {
    if (seenNow !== '') void markRead(seenNow.split(',').map(Number))
  }, [seenNow])

  return {
    list: [...own, ...(all ?? []).map(told)].sort((one, other) => other.at - one.at),
    fresh,
    unread: news.map(({ id }) => id),
    unseen: unseen + news.length,
    /** For `clear`; undefined where the core tells nothing. */
    newest: all?.[0]?.id,
  }
}

/** Of these somebody knows. */
export const markRead = (ids: readonly number[]) =>
  client.notifications.read({ ids: [...ids] }).catch(() => undefined)

/** The router shows paths decoded. */
const decodedAs = (path: string) =>
  path.startsWith('/agents/') ? `/agents/${encodeURIComponent(decodeURIComponent(path.slice(8)))}` : path
