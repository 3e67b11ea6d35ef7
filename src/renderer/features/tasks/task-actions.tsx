import { Button, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { terminalStates, type TaskDetail } from '../../../contract/tasks.ts'
import { ConfirmAction } from '../../ui/confirm-action.tsx'
import { SignPanel } from '../../ui/sign-panel.tsx'
import { useAccount } from '../../ui/use-accounts.ts'
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
      <Dispute task={task} />
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

const Dispute = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const [opened, { open, close }] = useDisclosure(false)
  const [reason, setReason] = useState('')
  const [ready, setReady] = useState(false)
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('action.dispute')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('action.dispute')} size="lg">
        {ready ? (
          <Stack gap="md">
            <SignPanel
              from={task.submitter}
              action={{ type: 'task.dispute', task: task.id, reason: reason.trim() }}
              confirm={t('action.dispute')}
              onCancel={() => setReady(false)}
              danger
            />
          </Stack>
        ) : (
          <form onSubmit={(event) => (event.preventDefault(), setReady(true))}>
            <Stack gap="md">
              <Textarea
                label={t('action.disputeWhy')}
                description={t('action.disputeHint')}
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={500}
                minRows={3}
                autosize
                data-autofocus
                required
              />
              <Group justify="flex-end">
                <Button type="submit" disabled={reason.trim() === ''}>
                  {t('action.disputeNext')}
                </Button>
              </Group>
            </Stack>
          </form>
        )}
      </Modal>
    </>
  )
}
