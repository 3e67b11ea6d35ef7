import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { Explained } from '../../ui/glossary.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AccountName, TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'

/** What waits in escrow now and when it comes back by itself. */
export const Escrows = ({ address }: { address?: string }) => {
  const { t } = useTranslation('settlement')
  const now = useChainNow()
  const query = useQuery(
    orpc.settlement.escrows.queryOptions({ input: { limit: 100, ...(address && { address }) } }),
  )
  return (
    <Section
      title={<Explained term="escrow">{t('escrows')}</Explained>}
      flush={(query.data?.items.length ?? 0) > 0}
    >
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState>{t('emptyEscrows')}</EmptyState>
          ) : (
            <DataTable
              label={t('escrows')}
              rows={items}
              rowKey={(row) => row.task}
              columns={[
                {
                  key: 'task',
                  title: t('column.task'),
                  cell: (row) => <TaskLink id={row.task} title={row.title} />,
                  sort: (row) => row.task,
                },
                {
                  key: 'state',
                  title: t('column.state'),
                  cell: (row) => <StateBadge state={row.state} />,
                  sort: (row) => row.state,
                },
                {
                  key: 'submitter',
                  title: t('column.submitter'),
                  cell: (row) => <AccountName address={row.submitter} compact />,
                  sort: (row) => row.submitter,
                },
                {
                  key: 'returns',
                  title: t('column.returns'),
                  cell: (row) =>
                    row.returnsAt === null ? t('goesToAgent') : <Time at={row.returnsAt} now={now} />,
                  sort: (row) => row.returnsAt,
                },
                {
                  key: 'amount',
                  title: t('column.amount'),
                  align: 'right',
                  cell: (row) => <Amount value={row.amount} />,
                  sort: (row) => BigInt(row.amount),
                },
              ]}
            />
          )
        }
      </QueryView>
    </Section>
  )
}
