import { Group, MultiSelect, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { MovementKind } from '../../../contract/money.ts'
import type { Movement } from '../../../contract/settlement.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { Block } from '../../ui/block.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AccountName, AgentLink, TaskLink } from '../../ui/names.tsx'
import { Exact } from '../../ui/exact.tsx'
import { RowsSkeleton } from '../../ui/loading.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { formatAinu } from '../../ui/figures.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { Time } from '../../ui/time.tsx'
import { useAccounts } from '../../ui/use-accounts.ts'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { Escrows } from './escrows.tsx'
import classes from './settlement.module.css'

type Kind = Movement['kind']
type Whose = 'mine' | 'all'
const figures = ['inEscrow', 'paidOut', 'refunded', 'fees', 'slashed'] as const

/** Who was paid for what? Every movement of tasks' money, from finalized blocks. */
export const SettlementPage = () => {
  const { t } = useTranslation('settlement')
  const accounts = useAccounts()
  return (
    <Page title={t('title')}>
      {accounts ? <Settlement account={accounts.find(({ active }) => active)} /> : <RowsSkeleton />}
    </Page>
  )
}

const Settlement = ({ account }: { account: Account | undefined }) => {
  const { t } = useTranslation('settlement')
  const search = useSearch({ from: '/settlement' })
  const navigate = useNavigate({ from: '/settlement' })
  const show = (change: { whose?: Whose; kinds?: Kind[] | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const { kinds = [] } = search
  // Without an account nothing is mine, and everyone's money must not be called so.
  const whose = account ? (search.whose ?? 'mine') : 'all'
  const address = whose === 'mine' && account ? { address: account.address } : {}
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
    <>
      <Group justify="space-between" gap="sm">
        <Text c="dimmed">
          {totals.data && (
            <Exact amounts={[totals.data.paidOut, totals.data.inEscrow]}>
              {t(`lead.${whose}`, {
                name: account?.name ?? '',
                paid: formatAinu(totals.data.paidOut),
                escrow: formatAinu(totals.data.inEscrow),
              })}
            </Exact>
          )}
        </Text>
        <SegmentedControl
          aria-label={t('whose')}
          value={whose}
          onChange={(value) => show({ whose: value })}
          data={[
            { value: 'mine' as const, label: t('mine'), disabled: !account },
            { value: 'all' as const, label: t('all') },
          ]}
        />
      </Group>
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
            onChange={(next) => show({ kinds: next.length > 0 ? (next as Kind[]) : undefined })}
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
              <EmptyState>{t(kinds.length > 0 ? 'emptyFilter' : 'empty')}</EmptyState>
            )
          }
        </QueryView>
      </Section>
    </>
  )
}

type TableProps = { rows: Movement[]; onMore: (() => void) | undefined; loadingMore: boolean }
const MovementTable = ({ rows, onMore, loadingMore }: TableProps) => {
  const { t } = useTranslation('settlement')
  const now = useChainNow()
  const party = (address: string | null, otherwise: string) =>
    address ? <AccountName address={address} compact /> : otherwise
  const columns: Column<Movement>[] = [
    {
      key: 'when',
      title: t('column.when'),
      cell: (row) => (
        <Stack gap={0} align="flex-start">
          <Time at={row.at} now={now} />
          <Block number={row.block} at={row.at} />
        </Stack>
      ),
      sort: (row) => row.at,
    },
    {
      key: 'what',
      title: t('column.what'),
      cell: (row) => (
        <Stack gap={0} align="flex-start">
          {t(`kind.${row.kind}`)}
          {row.agent && (
            <Text size="sm" component="div">
              <AgentLink did={row.agent} />
            </Text>
          )}
        </Stack>
      ),
      sort: (row) => t(`kind.${row.kind}`),
    },
    {
      key: 'task',
      title: t('column.task'),
      cell: (row) => <TaskLink id={row.task} title={row.title} />,
      sort: (row) => row.task,
    },
    {
      key: 'parties',
      title: t('column.parties'),
      cell: (row) => (
        <dl className={classes.parties}>
          <dt>{t('from')}</dt>
          <dd>{party(row.from, t('escrow'))}</dd>
          <dt>{t('to')}</dt>
          <dd>{party(row.to, row.kind.includes('held') ? t('escrow') : t('treasury'))}</dd>
        </dl>
      ),
    },
    {
      key: 'amount',
      title: t('column.amount'),
      align: 'right',
      cell: (row) => <Amount value={row.amount} />,
      sort: (row) => BigInt(row.amount),
    },
  ]
  return (
    <DataTable
      label={t('movements')}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      onMore={onMore}
      loadingMore={loadingMore}
      minWidth={700}
    />
  )
}
