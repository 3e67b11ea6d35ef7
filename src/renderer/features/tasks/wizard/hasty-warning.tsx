import { Alert } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { isHasty } from '../windows.ts'

/** Says what a dispute window means that is over before anybody can have looked. */
export const HastyWarning = ({ disputeWindowMs }: { disputeWindowMs: number }) => {
  const { t } = useTranslation('tasks')
  return isHasty(disputeWindowMs) ? (
    <Alert color="yellow" role="status">
      {t('wizard.windowHasty')}
    </Alert>
  ) : null
}
