import { Group, Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Agent } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AccountName, AgentLink } from '../../ui/names.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'

/** Every agent registered on the network, best reputation first. */
export const MarketList = () => {
  const { t } = useTranslation('agents')
  const [typed, setTyped] = useState('')
  const [text] = useDebouncedValue(typed.trim(), 200)
  const [capability, setCapability] = useState<string | null>(null)
  const capabilities = useQuery(orpc.tasks.capabilities.queryOptions()).data ?? []
  const query = useInfiniteQuery(
    orpc.agents.list.infiniteOptions({
      input: (cursor: string | undefined) => ({
        ...(cursor && { cursor }),
        ...(text && { text }),
        ...(capability && { capability }),
      }),
      initialPageParam: undefined,
      getNextPageParam: (page) => page.next ?? undefined,
    }),
  )
  const rows = query.data?.pages.flatMap((page) => page.items)
  const columns: Column<Agent>[] = [
    {
      key: 'agent',
      title: t('column.agent'),
      cell: (agent) => <AgentLink did={agent.did} title={agent.title} />,
    },
    { key: 'state', title: t('column.state'), cell: (agent) => <StateBadge state={agent.status} /> },
    { key: 'capabilities', title: t('column.capabilities'), cell: (agent) => agent.capabilities.join(', ') },
    {
      key: 'price',
      title: t('column.price'),
      align: 'right',
      cell: (agent) => <Amount value={agent.price} />,
    },
    {
      key: 'reputation',
      title: t('column.reputation'),
      align: 'right',
      cell: (agent) => agent.reputation.score,
    },
    { key: 'tasks', title: t('column.tasks'), cell: (agent) => t('openDone', agent.tasks) },
    {
      key: 'stake',
      title: t('column.stake'),
      align: 'right',
      cell: (agent) => <Amount value={agent.stake} />,
    },
    {
      key: 'owner',
      title: t('column.owner'),
      cell: (agent) => <AccountName address={agent.owner} compact />,
    },
  ]
  return (
    <>
      <Group gap="sm" mb="md">
        <TextInput
          aria-label={t('filter.search')}
          placeholder={t('filter.search')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          w={240}
        />
        <Select
          aria-label={t('filter.capability')}
          placeholder={t('filter.any')}
          data={capabilities.map((one) => one.capability)}
          value={capability}
          onChange={setCapability}
          clearable
          w={200}
        />
      </Group>
      <QueryView query={{ ...query, data: rows }}>
        {(agents) =>
          agents.length === 0 ? (
            <EmptyState>{t('empty.market')}</EmptyState>
          ) : (
            <DataTable
              label={t('tab.market')}
              columns={columns}
              rows={agents}
              rowKey={(agent) => agent.did}
              minWidth={980}
              onMore={query.hasNextPage ? () => void query.fetchNextPage() : undefined}
              loadingMore={query.isFetchingNextPage}
            />
          )
        }
      </QueryView>
    </>
  )
}
