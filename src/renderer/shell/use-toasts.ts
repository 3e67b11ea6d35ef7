import { notifications } from '@mantine/notifications'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api.ts'
import { onChange } from '../live.ts'
import { isFollowed } from '../ui/use-sign.ts'

/**
 * Toasts for what ended elsewhere: transactions whose progress is not on the screen. What hosted agents sign by
 * themselves is told only when it fails; there would be no end to it.
 */
export const useToasts = () => {
  const { t } = useTranslation('shell')
  useEffect(() => {
    const told = new Set<string>()
    const openedAt = Date.now()
    return onChange(({ topic, id }) => {
      if (topic !== 'transactions' || !id || told.has(id) || isFollowed(id)) return
      client.tx
        .get({ id })
        .then((tx) => {
          const failed = tx.status === 'failed'
          const byAgent = tx.signer !== null && tx.signer !== tx.from
          if (byAgent && !failed) return
          if ((tx.status !== 'finalized' && !failed) || told.has(id) || tx.updatedAt < openedAt) return
          told.add(id)
          notifications.show({
            color: failed ? 'red' : 'petrol',
            message: t(failed ? 'toast.failed' : 'toast.final', { summary: tx.summary }),
            autoClose: failed ? false : 6_000,
          })
        })
        .catch(() => undefined)
    })
  }, [t])
}
