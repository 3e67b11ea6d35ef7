import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { TaskDetail, TaskReceipt } from '../../../contract/tasks.ts'
import { orpc } from '../../api.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { AccountName } from '../../ui/names.tsx'
import { Facts } from '../../ui/page.tsx'
import { ToneBadge } from '../../ui/state-badge.tsx'

const tones = { same: 'teal', different: 'red', cannot: 'yellow' } as const

function signatureOf({ signature, signatureValid, signedBy }: TaskReceipt) {
  if (!signature) return 'unsigned'
  if (!signatureValid) return 'invalid'
  return signedBy === 'stranger' ? 'byStranger' : 'valid'
}

/** What was run, on what, with what result and at what cost; anyone can check it by running it again. */
export const ReceiptCard = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const verify = useMutation(orpc.tasks.verify.mutationOptions())
  const { receipt } = task
  if (!receipt) return null
  const signed = signatureOf(receipt)
  const name = (key: 'component' | 'input' | 'output' | 'fuel' | 'exit' | 'meter' | 'signer') => {
    const [word, meaning] = t(`receipt.${key}`, { returnObjects: true })
    return (
      <Stack gap={0} component="span">
        <Text span size="sm">
          {word}
        </Text>
        <Text span size="xs" c="dimmed">
          {meaning}
        </Text>
      </Stack>
    )
  }
  return (
    <Stack gap="md">
      <Facts
        rows={[
          [
            name('component'),
            <Copyable key="c" value={receipt.componentHash} what={t('receipt.component.0')} />,
          ],
          [name('input'), <Copyable key="i" value={receipt.inputCid} what={t('receipt.input.0')} />],
          [name('output'), <Copyable key="o" value={receipt.outputHash} what={t('receipt.output.0')} />],
          [name('fuel'), Number(receipt.fuel).toLocaleString('en')],
          [name('exit'), receipt.exit],
          [name('meter'), receipt.meter],
          [
            name('signer'),
            <Group key="s" gap="xs">
              {receipt.signer && <AccountName address={receipt.signer} />}
              <ToneBadge tone={signed === 'valid' ? 'ok' : signed === 'unsigned' ? 'warn' : 'bad'}>
                {t(`receipt.${signed}`)}
              </ToneBadge>
            </Group>,
          ],
        ]}
      />
      <Group>
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate({ task: task.id })}>
          {t('receipt.verify')}
        </Button>
        {verify.isPending && (
          <Group gap="xs" role="status">
            <Loader size="xs" />{' '}
            <Text size="sm" c="dimmed">
              {t('receipt.verifying')}
            </Text>
          </Group>
        )}
      </Group>
      {verify.error && <ErrorPanel error={verify.error} />}
      {verify.data && (
        <Alert color={tones[verify.data.verdict]} role="status" title={t(`receipt.${verify.data.verdict}`)}>
          {verify.data.reasons.map((reason) => reason.message).join(' ')}
        </Alert>
      )}
    </Stack>
  )
}
