import { useTranslation } from 'react-i18next'
import { exactTime } from './time.tsx'

/** In place of what cannot be known while there is no connection. `since`: ms. */
export const NotConnected = ({ since }: { since: number }) => {
  const { t } = useTranslation()
  return <>{t('notConnectedSince', { when: exactTime(since) })}</>
}
