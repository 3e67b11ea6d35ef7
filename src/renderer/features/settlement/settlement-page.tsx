import { Group, MultiSelect, SegmentedControl, SimpleGrid, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MovementKind, type Movement } from '../../../contract/settlement.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AccountName, AgentLink, TaskLink } from '../../ui/names.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { formatAinu } from '../../ui/planck.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { Time } from '../../ui/time.tsx'
import { useActiveAccount } from '../../ui/use-accounts.ts'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { Escrows } from './escrows.tsx'

type Kind = Movement['kind']
const figures = ['inEscrow', 'paidOut', 'refunded', 'fees', 'slashed'] as const

/** Who was paid for what? Every movement of tasks' money, from finalized blocks. */
export const SettlementPage = () => {
  const { t } = useTranslation('settlement')
  const account = useActiveAccount()
  const [mine, setMine] = useState(true)
  const [kinds, setKinds] = useState<Kind[]>([])
  const address = mine && account ? { address: account.address } : {}
  const totals = useQuery(orpc.settlement.totals.queryOptions({ input: address }))
  const query = useInfiniteQuery(
    orpc.settlement.movements.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...address,
        ...(cursor && { cursor }),
        ...(kinds.length > 0 && { kind: kinds }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items)
  return (
    <Page
      title={t('title')}
      lead={
        totals.data &&
        t('lead', { paid: formatAinu(totals.data.paidOut), escrow: formatAinu(totals.data.inEscrow) })
      }
      actions={
        <SegmentedControl
          aria-label={t('whose')}
          value={mine ? 'mine' : 'all'}
          onChange={(value) => setMine(value === 'mine')}
          data={[
            { value: 'mine', label: t('mine') },
            { value: 'all', label: t('all') },
          ]}
        />
      }
    >
      {totals.data && (
        <SimpleGrid cols={{ base: 2, sm: 3, md: 5 }} component="dl" m={0}>
          {figures.map((key) => (
            <div key={key}>
              <Text component="dt" size="sm" c="dimmed">
                {t(`totals.${key}`)}
              </Text>
              <Text component="dd" m={0} fz="lg" fw={600}>
                <Amount value={totals.data[key]} />
              </Text>
            </div>
          ))}
        </SimpleGrid>
      )}
      <Escrows {...address} />
      <Section
        title={t('movements')}
        flush
        actions={
          <MultiSelect
            aria-label={t('kinds')}
            placeholder={kinds.length === 0 ? t('anyKind') : ''}
            data={MovementKind.options.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
            value={kinds}
            onChange={(next) => setKinds(next as Kind[])}
            clearable
            miw={220}
          />
        }
      >
        <QueryView query={{ ...query, data: rows }}>
          {(movements) =>
            movements.length > 0 ? (
              <MovementTable
                rows={movements}
                onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
                loadingMore={query.isFetchingNextPage}
              />
            ) : (
              <EmptyState>{t('empty')}</EmptyState>
            )
          }
        </QueryView>
      </Section>
    </Page>
  )
}

type TableProps = { rows: Movement[]; onMore: (() => void) | undefined; loadingMore: boolean }
const MovementTable = ({ rows, onMore, loadingMore }: TableProps) => {
  const { t } = useTranslation('settlement')
  const now = useChainNow()
  const party = (address: string | null, otherwise: string) =>
    address ? <AccountName address={address} compact /> : otherwise
  const columns: Column<Movement>[] = [
    { key: 'when', title: t('column.when'), cell: (row) => <Time at={row.at} now={now} /> },
    { key: 'what', title: t('column.what'), cell: (row) => t(`kind.${row.kind}`) },
    {
      key: 'task',
      title: t('column.task'),
      cell: (row) => (
        <Group gap={4} wrap="nowrap">
          <TaskLink id={row.task} title={row.title} />
        </Group>
      ),
    },
    {
      key: 'agent',
      title: t('column.agent'),
      cell: (row) => (row.agent ? <AgentLink did={row.agent} /> : '–'),
    },
    { key: 'from', title: t('column.from'), cell: (row) => party(row.from, t('escrow')) },
    {
      key: 'to',
      title: t('column.to'),
      cell: (row) => party(row.to, row.kind.includes('held') ? t('escrow') : t('treasury')),
    },
    {
      key: 'amount',
      title: t('column.amount'),
      align: 'right',
      cell: (row) => <Amount value={row.amount} />,
    },
    { key: 'block', title: t('column.block'), align: 'right', cell: (row) => row.block.toLocaleString('en') },
  ]
  return (
    <DataTable
      label={t('movements')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      onMore={onMore}
      loadingMore={loadingMore}
      minWidth={1000}
    />
  )
}
