import { Button, Checkbox, Group, Modal, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { DisputeReason } from '../../../contract/text.ts'
import { SignPanel } from '../../ui/sign-panel.tsx'
import { CheckAnswer } from './check-answer.tsx'
import { useCheck } from './use-check.ts'

/** A button that disputes the task's result, once running it again has said what to expect of it. */
export const DisputeDialog = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const [opened, { open, close }] = useDisclosure(false)
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('action.dispute')}
      </Button>
      <Modal opened={opened} onClose={close} title={t('action.dispute')} size="lg">
        <DisputeForm task={task} />
      </Modal>
    </>
  )
}

const DisputeForm = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const check = useCheck(task)
  const [reason, setReason] = useState('')
  const [sure, setSure] = useState(false)
  const [ready, setReady] = useState(false)
  const verdict = check.answer?.verdict
  const written = reason.trim() !== ''
  const fits = DisputeReason.safeParse(reason).success
  const asks = verdict !== undefined && verdict !== 'different'
  if (ready)
    return (
      <Stack gap="md">
        <CheckAnswer {...check} />
        <SignPanel
          from={task.submitter}
          action={{ type: 'task.dispute', task: task.id, reason: reason.trim() }}
          confirm={t('action.dispute')}
          onCancel={() => setReady(false)}
          danger
        />
      </Stack>
    )
  return (
    <form onSubmit={(event) => (event.preventDefault(), setReady(true))}>
      <Stack gap="md">
        <CheckAnswer {...check} />
        <Textarea
          label={t('action.disputeWhy')}
          description={t('action.disputeHint')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={written && !fits && t('action.disputeHidden')}
          maxLength={500}
          minRows={3}
          autosize
          data-autofocus
          required
        />
        {asks && (
          <Checkbox
            label={t(verdict === 'same' ? 'check.sureSame' : 'check.sure')}
            checked={sure}
            onChange={(event) => setSure(event.currentTarget.checked)}
          />
        )}
        <Group justify="flex-end">
          <Button
            type="submit"
            disabled={!fits || verdict === undefined || check.bond === null || (asks && !sure)}
          >
            {t('action.disputeNext')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
