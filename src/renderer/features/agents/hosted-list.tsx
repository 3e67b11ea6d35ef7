import { Button, Group, Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useCallback, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { folded } from '../../../contract/seen.ts'
import { orpc } from '../../api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { byNeed, standingOf, standings, type Standing } from './attention.ts'
import { Bulk } from './bulk.tsx'
import { hostedColumns, tickColumn } from './hosted-columns.tsx'

/** Agents that work on this machine: which one needs me, which one earns. */
export const HostedList = ({ onHost }: { onHost: () => void }) => {
  const { t } = useTranslation('agents')
  const query = useQuery(orpc.agents.hosted.queryOptions())
  return (
    <QueryView query={query}>
      {(agents) =>
        agents.length === 0 ? (
          <EmptyState action={<Button onClick={onHost}>{t('host')}</Button>}>{t('empty.hosted')}</EmptyState>
        ) : (
          <Hosted agents={agents} />
        )
      }
    </QueryView>
  )
}

const useTicks = () => {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const tick = useCallback((dids: string[], on: boolean) => {
    const wanted = new Set(dids)
    setTicked((before) => new Set(on ? [...before, ...dids] : [...before].filter((did) => !wanted.has(did))))
  }, [])
  return { ticked, tick }
}

const Hosted = ({ agents }: { agents: readonly HostedAgent[] }) => {
  const { t } = useTranslation('agents')
  const { standing, text = '' } = useSearch({ from: '/agents' })
  const navigate = useNavigate({ from: '/agents' })
  const show = (change: { standing?: Standing | undefined; text?: string | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true })
  const { ticked, tick } = useTicks()
  const rows = useMemo(
    () =>
      byNeed(agents).filter(
        (agent) => (!standing || standingOf(agent) === standing) && folded(agent.did).includes(folded(text)),
      ),
    [agents, standing, text],
  )
  const columns = useMemo(
    () => [tickColumn(t, rows, { ticked, tick }), ...hostedColumns(t)],
    [t, rows, ticked, tick],
  )
  return (
    <>
      <Group mb="md" gap="sm">
        <SearchInput
          label={t('filter.search')}
          value={text}
          onChange={(next) => show({ text: next || undefined })}
        />
        <Select
          aria-label={t('column.state')}
          placeholder={t('filter.anyState')}
          value={standing ?? null}
          onChange={(value) => show({ standing: standings.find((one) => one === value) })}
          data={standings.map((value) => ({ value, label: t(`standing.${value}`) }))}
          clearable
          w={200}
        />
        <Bulk agents={rows.filter(({ did }) => ticked.has(did))} />
      </Group>
      {rows.length === 0 ? (
        <EmptyState>{t('empty.filter')}</EmptyState>
      ) : (
        <DataTable
          label={t('tab.hosted')}
          columns={columns}
          rows={rows}
          rowKey={(agent) => agent.did}
          minWidth={1000}
          fixed
        />
      )}
    </>
  )
}
