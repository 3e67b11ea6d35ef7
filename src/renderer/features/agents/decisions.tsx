import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { DecisionText } from './decision-text.tsx'

/** Every task the agent looked at: what it decided, and why. */
export const Decisions = ({ did }: { did: string }) => {
  const { t } = useTranslation('agents')
  const query = useInfiniteQuery(
    orpc.agents.decisions.infiniteOptions({
      input: (cursor: string | undefined) => ({ did, limit: 20, ...(cursor && { cursor }) }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items)
  const columns: Column<Decision>[] = [
    { key: 'when', title: t('column.when'), cell: (row) => <Time at={row.at} />, sort: (row) => row.at },
    {
      key: 'task',
      title: t('column.task'),
      cell: (row) => <TaskLink id={row.task} title={row.title} />,
      sort: (row) => row.task,
    },
    {
      key: 'decision',
      title: t('column.decision'),
      cell: (row) => <StateBadge state={row.decision} />,
      sort: (row) => row.decision,
    },
    { key: 'why', title: t('column.why'), cell: (row) => <DecisionText decision={row} /> },
  ]
  return (
    <Section title={t('page.decisions')} flush={(rows?.length ?? 0) > 0}>
      <QueryView query={{ ...query, data: rows }}>
        {(decisions) =>
          decisions.length === 0 ? (
            <EmptyState>{t('page.noDecisions')}</EmptyState>
          ) : (
            <DataTable
              label={t('page.decisions')}
              columns={columns}
              rows={decisions}
              rowKey={(row) => `${row.task}-${row.decision}-${row.at}`}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
            />
          )
        }
      </QueryView>
    </Section>
  )
}
