import { Stack, Text } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { HistoryEntry } from '../../../contract/settlement.ts'
import { SignedAmount } from '../../ui/amount.tsx'
import { Block } from '../../ui/block.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { AccountName, AgentLink, TaskLink } from '../../ui/names.tsx'
import { ChainTime } from '../../ui/time.tsx'

/** Kinds whose other end is no person's account, by what it is called. */
const institutions: Partial<Record<HistoryEntry['kind'], 'treasury' | 'faucet'>> = {
  faucet: 'faucet',
  'transaction-fee': 'treasury',
  'protocol-fee': 'treasury',
  'bond-slashed': 'treasury',
  dust: 'treasury',
}

const What = ({ kind, task, title, agent }: HistoryEntry) => {
  const { t } = useTranslation('wallet')
  return (
    <Stack gap={4} align="flex-start">
      {t(`history.kind.${kind}`)}
      {task !== null && (
        <Text size="sm" component="div">
          <TaskLink id={task} title={title} />
        </Text>
      )}
      {agent !== null && (
        <Text size="sm" component="div" maw="100%">
          <AgentLink did={agent} />
        </Text>
      )}
    </Stack>
  )
}

const OtherEnd = ({ kind, counterparty }: HistoryEntry) => {
  const { t } = useTranslation('wallet')
  const institution = institutions[kind]
  if (institution) return t(`history.${institution}`)
  return counterparty && <AccountName address={counterparty} compact />
}

type Props = { rows: HistoryEntry[]; onMore: (() => void) | undefined; loadingMore: boolean }

export const HistoryTable = ({ rows, onMore, loadingMore }: Props) => {
  const { t } = useTranslation('wallet')
  const columns = useMemo<Column<HistoryEntry>[]>(
    () => [
      {
        key: 'when',
        title: t('columns.time'),
        cell: ({ at, block }) => (
          <Stack gap={0} align="flex-start">
            <ChainTime at={at} />
            <Block number={block} at={at} />
          </Stack>
        ),
        sort: ({ at }) => at,
      },
      {
        key: 'what',
        title: t('columns.what'),
        cell: (row) => <What {...row} />,
        sort: ({ kind }) => t(`history.kind.${kind}`),
      },
      { key: 'who', title: t('history.who'), cell: (row) => <OtherEnd {...row} /> },
      {
        key: 'free',
        title: t('place.free'),
        align: 'right',
        cell: ({ free }) => <SignedAmount value={free} />,
        sort: ({ free }) => BigInt(free),
      },
      {
        key: 'held',
        title: t('history.held'),
        align: 'right',
        cell: ({ held }) => <SignedAmount value={held} comesIn={false} />,
        sort: ({ held }) => BigInt(held),
      },
    ],
    [t],
  )
  return (
    <DataTable
      label={t('history.title')}
      columns={columns}
      rows={rows}
      rowKey={({ id }) => id}
      onMore={onMore}
      loadingMore={loadingMore}
      minWidth={640}
    />
  )
}
