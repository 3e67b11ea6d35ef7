import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { CheckedReceipt } from '../../../contract/receipt.ts'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { client } from '../../api.ts'
import { CidLink } from '../../ui/cid-link.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Explained } from '../../ui/glossary.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Waiting } from '../../ui/loading.tsx'
import { AccountName } from '../../ui/names.tsx'
import { Facts } from '../../ui/page.tsx'
import { ToneBadge } from '../../ui/state-badge.tsx'
import { useStoppable } from '../../ui/use-stoppable.ts'
import { figure } from '../../ui/figures.ts'
import { inWords } from '../../said.ts'
import { ReceiptFile } from './receipt-file.tsx'

const tones = { same: 'green', different: 'red', cannot: 'yellow' } as const

function signatureOf({ signatureValid, signedBy }: CheckedReceipt) {
  if (!signatureValid) return 'invalid'
  return signedBy === 'stranger' ? 'byStranger' : 'valid'
}

/** What was run, on what, with what result and at what cost; anyone can check it by running it again. */
export const ReceiptCard = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const verify = useStoppable(client.tasks.verify)
  if (!task.receipt || task.receiptCid === null) return null
  const { receipt } = task.receipt
  const { run } = receipt
  const signed = signatureOf(task.receipt)
  const output = run.outcome.kind === 'ok' ? run.outcome : null
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
          [name('document'), <CidLink key="d" cid={task.receiptCid} what={t('receipt.document.0')} />],
          [name('component'), <Copyable key="c" value={run.component} what={t('receipt.component.0')} />],
          [name('input'), <CidLink key="i" cid={receipt.inputCid} what={t('receipt.input.0')} />],
          [
            name('output'),
            <Group key="o" gap="xs">
              <CidLink cid={receipt.outputCid} what={t('receipt.output.0')} mediaType={output?.mediaType} />
              {output && <Copyable value={`0x${output.outputHash}`} what="blake3" c="dimmed" />}
            </Group>,
          ],
          [
            <Explained key="f" term="fuel">
              {name('fuel')}
            </Explained>,
            figure(Number(run.fuel)),
          ],
          [name('exit'), run.outcome.kind],
          [name('meter'), String(run.meterVersion)],
          [
            name('signer'),
            <Group key="s" gap="xs">
              <AccountName address={receipt.signer} />
              <ToneBadge tone={signed === 'valid' ? 'ok' : 'bad'}>{t(`receipt.${signed}`)}</ToneBadge>
            </Group>,
          ],
        ]}
      />
      <Group>
        <Button variant="default" loading={verify.isPending} onClick={() => verify.mutate({ task: task.id })}>
          {t('receipt.verify')}
        </Button>
        <ReceiptFile receipt={receipt} />
        {verify.isPending && <Waiting what={t('receipt.verifying')} onStop={verify.stop} />}
      </Group>
      {verify.error && <ErrorPanel error={verify.error} />}
      {verify.data && (
        <Alert color={tones[verify.data.verdict]} role="status" title={t(`receipt.${verify.data.verdict}`)}>
          {verify.data.reasons.map((reason) => inWords(reason.said, reason.message)).join(' ')}
        </Alert>
      )}
    </Stack>
  )
}
