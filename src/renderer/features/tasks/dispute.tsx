import { Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { Amount } from '../../ui/amount.tsx'
import { Facts } from '../../ui/page.tsx'
import { Time } from '../../ui/time.tsx'

type Props = {
  task: TaskDetail
  dispute: NonNullable<TaskDetail['dispute']>
  /** Chain time, ms. */
  now: number
}

/** Why the result is disputed, what is at stake, and who it was decided for or until when it will be. */
export const Dispute = ({ task, dispute, now }: Props) => {
  const { t } = useTranslation('tasks')
  const { reason, bond, at, inFavourOf } = dispute
  const decision =
    inFavourOf !== null
      ? t(`dispute.${inFavourOf}`)
      : task.state === 'disputed'
        ? `${t(`dispute.${task.trust}`)} ${t('dispute.open')}`
        : t('dispute.silent')
  return (
    <Stack gap="sm">
      <Text component="blockquote" m={0} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {t('dispute.quote', { reason })}
      </Text>
      <Facts
        rows={[
          [t('dispute.raised'), <Time key="at" at={at} now={now} />],
          [t('dispute.bond'), <Amount key="bond" value={bond} />],
          [t('dispute.decision'), decision],
          ...(task.state === 'disputed' && task.deadline !== null
            ? [
                [t('dispute.until'), <Time key="until" at={task.deadline} now={now} />] as [
                  string,
                  React.ReactNode,
                ],
              ]
            : []),
        ]}
      />
    </Stack>
  )
}
