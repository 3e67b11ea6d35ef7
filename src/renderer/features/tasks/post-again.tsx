import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { formatAinu } from '../../ui/figures.ts'
import { AnchorLink, ButtonLink } from '../../ui/links.tsx'

/** Posts the same work on the same terms once more, as it is or changed. */
export const PostAgain = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const { title, capability, target, inputCid, budget, trust, minReputation } = task
  const { biddingMs, timeoutMs, disputeWindowMs } = task
  const unmatched = task.state === 'no-bids'
  return (
    <Group gap="xs">
      <ConfirmAction
        from={task.submitter}
        action={{
          type: 'task.post',
          ...{ title, capability, target, inputCid, budget, trust, minReputation },
          ...{ biddingMs, timeoutMs, disputeWindowMs },
        }}
        label={t('again.post')}
        confirm={t('wizard.sign', { budget: formatAinu(budget) })}
        after={(tx) =>
          tx.created?.task !== undefined && (
            <AnchorLink to="/tasks/$id" params={{ id: String(tx.created.task) }}>
              {t('wizard.open')}
            </AnchorLink>
          )
        }
      />
      <ButtonLink
        to="/tasks/new"
        // What kept agents away is mostly the money or the time.
        search={{ task: task.id, ...(unmatched && { step: 'money' }) }}
        variant={unmatched ? 'filled' : 'default'}
      >
        {t('again.edit')}
      </ButtonLink>
    </Group>
  )
}
