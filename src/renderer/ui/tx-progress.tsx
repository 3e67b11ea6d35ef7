import { Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Transaction } from '../../contract/actions.ts'
import { Copyable } from './copyable.tsx'
import { Exact } from './exact.tsx'
import { Step, type StepState } from './step.tsx'
import { figure, formatAinu } from './figures.ts'
import { inWords } from '../said.ts'

const order = ['signing', 'broadcast', 'in-block', 'finalized']
const stages = ['broadcast', 'in-block', 'finalized'] as const

const stateOf = (tx: Transaction, stage: (typeof stages)[number]): StepState => {
  if (tx.status === 'failed') return stage === 'broadcast' && tx.hash !== null ? 'done' : 'failed'
  const reached = order.indexOf(
    tx.status === 'retracted' || tx.status === 'unknown' ? 'broadcast' : tx.status,
  )
  const at = order.indexOf(stage)
  return at <= reached ? 'done' : at === reached + 1 ? 'running' : 'waiting'
}

/** Where a transaction is on its way, live: sent, in a block, final; or why the chain refused it. */
export const TxProgress = ({ tx }: { tx: Transaction }) => {
  const { t } = useTranslation()
  const failed = tx.status === 'failed'
  // The chain refuses in a block, and takes the fee for it; everything else that fails was never in one.
  const happened = failed && tx.block === null ? 'notDone' : tx.status
  const shown = failed ? (tx.hash === null ? 1 : 2) : 3
  return (
    <Stack gap={6} aria-live="polite">
      <Group gap="lg">
        {stages.slice(0, shown).map((stage) => (
          <Step key={stage} state={stateOf(tx, stage)} name={t(`tx.steps.${stage}`)} />
        ))}
      </Group>
      <Text size="sm" c={failed ? 'var(--bad)' : 'dimmed'}>
        {t(`tx.${happened}`, { block: figure(tx.block) })}
        {tx.error && <>: {inWords(tx.error.said, tx.error.message)}</>}
        {failed && <> {t(tx.fee === null ? 'tx.nothingPaid' : 'tx.onlyFeePaid')}</>}
      </Text>
      <Group gap="md">
        {tx.fee && (
          <Text size="sm" c="dimmed">
            <Exact amounts={[tx.fee]}>{t('tx.paidFee', { fee: formatAinu(tx.fee) })}</Exact>
          </Text>
        )}
        {tx.hash && <Copyable value={tx.hash} what={t('tx.hash')} fz="sm" c="dimmed" />}
      </Group>
    </Stack>
  )
}
