import { Stack, Switch, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { notificationKinds } from '../../../contract/notifications.ts'
import type { Settings } from '../../../contract/settings.ts'
import { isElectron } from '../../link.ts'
import { Section } from '../../ui/page.tsx'

type Props = { settings: Settings; save: (changes: Partial<Settings>) => void }

/** What the operating system tells while nobody looks at Ainur. */
export const NotificationSettings = ({ settings, save }: Props) => {
  const { t } = useTranslation('settings')
  const { notifyOf } = settings
  return (
    <Section title={t('notifications.title')}>
      <Stack gap="md">
        <Text size="sm" c="dimmed">
          {t('notifications.hint')}
        </Text>
        {!isElectron() && <InBrowser settings={settings} save={save} />}
        {notificationKinds.map((kind) => (
          <Switch
            key={kind}
            label={t(`notifications.kinds.${kind}`)}
            checked={notifyOf.includes(kind)}
            onChange={({ currentTarget: { checked } }) =>
              save({
                notifyOf: notificationKinds.filter((k) => (k === kind ? checked : notifyOf.includes(k))),
              })
            }
          />
        ))}
      </Stack>
    </Section>
  )
}

/** A browser asks its user first; what it refused can only be changed in the browser. */
const InBrowser = ({ settings, save }: Props) => {
  const { t } = useTranslation('settings')
  const [permission, setPermission] = useState(() =>
    'Notification' in window ? Notification.permission : 'denied',
  )
  const change = async (wanted: boolean) => {
    if (wanted && 'Notification' in window) {
      const answer = await Notification.requestPermission()
      setPermission(answer)
      if (answer !== 'granted') return
    }
    save({ notifyInBrowser: wanted })
  }
  return (
    <Switch
      label={t('notifications.browser')}
      description={t('notifications.browserHint')}
      error={permission === 'denied' && t('notifications.denied')}
      checked={settings.notifyInBrowser && permission === 'granted'}
      onChange={({ currentTarget }) => void change(currentTarget.checked)}
    />
  )
}
