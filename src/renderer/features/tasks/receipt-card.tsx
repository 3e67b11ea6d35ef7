import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TaskDetail, TaskReceipt } from '../../../contract/tasks.ts'
import { client } from '../../api.ts'
import { CidLink } from '../../ui/cid-link.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Waiting } from '../../ui/loading.tsx'
import { AccountName } from '../../ui/names.tsx'
import { Facts } from '../../ui/page.tsx'
import { ToneBadge } from '../../ui/state-badge.tsx'
import { useStoppable } from '../../ui/use-stoppable.ts'

const tones = { same: 'green', different: 'red', cannot: 'yellow' } as const

function signatureOf({ signature, signatureValid, signedBy }: TaskReceipt) {
  if (!signature) return 'unsigned'
  if (!signatureValid) return 'invalid'
  return signedBy === 'stranger' ? 'byStranger' : 'valid'
}

/** What was run, on what, with what result and at what cost; anyone can check it by running it again. */
export const ReceiptCard = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const verify = useStoppable(client.tasks.verify)
  const { receipt } = task
  if (!receipt) return null
  const signed = signatureOf(receipt)
  const name = (
    key: 'document' | 'component' | 'input' | 'output' | 'fuel' | 'exit' | 'meter' | 'signer',
  ) => {
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
          [name('document'), <CidLink key="d" cid={receipt.cid} what={t('receipt.document.0')} />],
          [
            name('component'),
            <Copyable key="c" value={receipt.componentHash} what={t('receipt.component.0')} />,
          ],
          [name('input'), <CidLink key="i" cid={receipt.inputCid} what={t('receipt.input.0')} />],
          [
            name('output'),
            <Group key="o" gap="xs">
              <CidLink
                cid={receipt.outputCid}
                what={t('receipt.output.0')}
                mediaType={receipt.outputMediaType}
              />
              <Copyable value={receipt.outputHash} what="blake3" c="dimmed" />
            </Group>,
          ],
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
        {verify.isPending && <Waiting what={t('receipt.verifying')} onStop={verify.stop} />}
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
