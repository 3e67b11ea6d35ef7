import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Beside a grey button: what it waits for, in words. Nothing where nothing is missing. */
export const StillMissing = ({ what }: { what: readonly string[] }) => {
  const { t } = useTranslation()
  return (
    <Text size="sm" c="dimmed" role="status" flex={1}>
      {what.length > 0 && t('missing', { what: what.join(', ') })}
    </Text>
  )
}
