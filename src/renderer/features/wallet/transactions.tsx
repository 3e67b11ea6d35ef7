import { Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Address } from '../../../contract/common.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { Block } from '../../ui/block.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AgentLink, TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { inWords } from '../../said.ts'

/** What an account signed, newest first, each with its live state. */
export const Transactions = ({ address }: { address: Address }) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const query = useInfiniteQuery(
    orpc.tx.list.infiniteOptions({
      input: (cursor: string | undefined) => ({ address, limit: 20, ...(cursor && { cursor }) }),
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last) => last.next ?? undefined,
    }),
  )
  return (
    <Section title={t('transactions')} flush>
      <QueryView query={query}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items)
          if (rows.length === 0) return <EmptyState>{t('noTransactions')}</EmptyState>
          return (
            <DataTable
              label={t('transactions')}
              rows={rows}
              rowKey={({ id }) => id}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
              columns={[
                {
                  key: 'what',
                  title: t('columns.what'),
                  cell: (tx) => (
                    <Stack gap={4} align="flex-start">
                      <span>{inWords(tx.said, tx.summary)}</span>
                      {tx.created?.task !== undefined && <TaskLink id={tx.created.task} />}
                      {tx.created?.agent !== undefined && <AgentLink did={tx.created.agent} />}
                      {tx.error && (
                        <Text size="sm" c="var(--bad)">
                          {inWords(tx.error.said, tx.error.message)}
                        </Text>
                      )}
                      {tx.hash && <Copyable value={tx.hash} what={ui('tx.hash')} fz="xs" c="dimmed" />}
                    </Stack>
                  ),
                },
                {
                  key: 'state',
                  title: t('columns.state'),
                  cell: ({ status }) => <StateBadge state={status} />,
                  sort: ({ status }) => status,
                },
                {
                  key: 'block',
                  title: t('columns.block'),
                  align: 'right',
                  cell: ({ block }) => block !== null && <Block number={block} fz="sm" />,
                  sort: ({ block }) => block,
                },
                {
                  key: 'fee',
                  title: t('columns.fee'),
                  align: 'right',
                  cell: ({ fee }) => fee !== null && <Amount value={fee} />,
                  sort: ({ fee }) => (fee === null ? null : BigInt(fee)),
                },
                {
                  key: 'time',
                  title: t('columns.time'),
                  align: 'right',
                  width: 130,
                  cell: ({ createdAt }) => <Time at={createdAt} />,
                  sort: ({ createdAt }) => createdAt,
                },
              ]}
            />
          )
        }}
      </QueryView>
    </Section>
  )
}
