import { Group, Select, Stack, Text } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import type { TFunction } from 'i18next'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { AgentStatus, type Agent } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { didName, OwnedAgent } from '../../ui/names.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { figure } from '../../ui/figures.ts'

/** Every agent registered on the network, best reputation first. */
export const MarketList = () => {
  const { t } = useTranslation('agents')
  const { t: ui } = useTranslation()
  const { capability, status, text = '' } = useSearch({ from: '/agents' })
  const navigate = useNavigate({ from: '/agents' })
  const show = (change: {
    capability?: string | undefined
    status?: AgentStatus | undefined
    text?: string | undefined
  }) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const capabilities = useQuery(orpc.tasks.capabilities.queryOptions()).data ?? []
  const query = useInfiniteQuery(
    orpc.agents.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(cursor && { cursor }),
        ...(text && { text }),
        ...(capability && { capability }),
        ...(status && { status }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = useMemo(() => query.data?.pages.flatMap((page) => page.items), [query.data])
  const columns = useMemo(() => columnsOf(t), [t])
  return (
    <>
      <Group gap="sm" mb="md">
        <SearchInput
          label={t('filter.search')}
          value={text}
          onChange={(next) => show({ text: next || undefined })}
        />
        <Select
          aria-label={t('filter.capability')}
          placeholder={t('filter.any')}
          data={capabilities.map((one) => one.capability)}
          value={capability ?? null}
          onChange={(next) => show({ capability: next ?? undefined })}
          clearable
          w={200}
        />
        <Select
          aria-label={t('column.state')}
          placeholder={t('filter.anyState')}
          value={status ?? null}
          onChange={(next) => show({ status: AgentStatus.options.find((one) => one === next) })}
          data={AgentStatus.options.map((value) => ({ value, label: ui(`state.${value}`) }))}
          clearable
          w={160}
        />
      </Group>
      <QueryView query={{ ...query, data: rows }}>
        {(agents) =>
          agents.length === 0 ? (
            <EmptyState>{t(text || capability || status ? 'empty.filter' : 'empty.market')}</EmptyState>
          ) : (
            <DataTable
              label={t('tab.market')}
              columns={columns}
              rows={agents}
              rowKey={(agent) => agent.did}
              minWidth={640}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
            />
          )
        }
      </QueryView>
    </>
  )
}

const columnsOf = (t: TFunction<'agents'>): Column<Agent>[] => [
  {
    key: 'agent',
    title: t('column.agent'),
    cell: (agent) => <OwnedAgent did={agent.did} title={agent.title} owner={agent.owner} />,
    sort: ({ did }) => didName(did),
  },
  {
    key: 'state',
    title: t('column.state'),
    cell: (agent) => <StateBadge state={agent.status} />,
    sort: ({ status }) => status,
  },
  { key: 'capabilities', title: t('column.capabilities'), cell: (agent) => agent.capabilities.join(', ') },
  {
    key: 'price',
    title: t('column.price'),
    align: 'right',
    cell: (agent) => (
      <Stack gap={0} align="flex-end">
        <Amount value={agent.price} />
        <Text size="sm" c="dimmed" component="div">
          {t('staked')} <Amount value={agent.stake} />
        </Text>
      </Stack>
    ),
    sort: ({ price }) => BigInt(price),
  },
  {
    key: 'reputation',
    title: t('column.reputation'),
    align: 'right',
    cell: (agent) => (
      <Stack gap={0} align="flex-end">
        <span>{figure(agent.reputation.score)}</span>
        <Text size="sm" c="dimmed">
          {t('openDone', agent.tasks)}
        </Text>
      </Stack>
    ),
    sort: ({ reputation }) => reputation.score,
  },
]
