import { Group } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { terminalStates, type TaskDetail } from '../../../contract/tasks.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { useAccount } from '../../ui/use-accounts.ts'
import { DisputeDialog } from './dispute-dialog.tsx'
import { PostAgain } from './post-again.tsx'

/** What the submitter can do with the task in its present state; nothing for anyone else. */
export const TaskActions = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const account = useAccount(task.submitter)
  if (!account) return null
  const from = task.submitter
  if (task.state === 'created' || task.state === 'bidding')
    return (
      <ConfirmAction
        from={from}
        action={{ type: 'task.cancel', task: task.id }}
        label={t('action.cancel')}
        confirm={t('action.cancelConfirm')}
        danger
      />
    )
  if (terminalStates.includes(task.state)) return <PostAgain task={task} />
  if (task.state !== 'verifying') return null
  return (
    <Group gap="xs">
      <DisputeDialog task={task} />
      <ConfirmAction
        from={from}
        action={{ type: 'task.accept', task: task.id }}
        label={t('action.accept')}
        confirm={t('action.acceptConfirm')}
        variant="filled"
      />
    </Group>
  )
}
