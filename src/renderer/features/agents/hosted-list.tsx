import { Button, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { AgentLink, TaskLink } from '../../ui/names.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { byNeed } from './attention.ts'
import { DecisionText } from './decision-text.tsx'
import { inWords } from '../../said.ts'

/** Agents that work on this machine: which one needs me, which one earns. */
export const HostedList = ({ onHost }: { onHost: () => void }) => {
  const { t } = useTranslation('agents')
  const query = useQuery(orpc.agents.hosted.queryOptions())
  const columns: Column<HostedAgent>[] = [
    { key: 'agent', title: t('column.agent'), cell: (agent) => <AgentLink did={agent.did} /> },
    { key: 'state', title: t('column.state'), cell: (agent) => <StateBadge state={agent.state} /> },
    { key: 'doing', title: t('column.doing'), cell: (agent) => <Doing agent={agent} /> },
    { key: 'runs', title: t('column.runs'), cell: (agent) => t('runsOf', agent.runs) },
    {
      key: 'earned',
      title: t('column.earned'),
      align: 'right',
      cell: (agent) => <Amount value={agent.earned} />,
    },
  ]
  return (
    <QueryView query={query}>
      {(agents) =>
        agents.length === 0 ? (
          <EmptyState action={<Button onClick={onHost}>{t('host')}</Button>}>{t('empty.hosted')}</EmptyState>
        ) : (
          <DataTable
            label={t('tab.hosted')}
            columns={columns}
            rows={byNeed(agents)}
            rowKey={(agent) => agent.did}
            minWidth={640}
          />
        )
      }
    </QueryView>
  )
}

/** What it works on, what is wrong with it, and what it decided last. */
const Doing = ({ agent }: { agent: HostedAgent }) => {
  const { t } = useTranslation('agents')
  const { error, task, lastDecision } = agent
  return (
    <Stack gap={2}>
      {error && (
        <Text size="sm" c="var(--bad)">
          {inWords(error.said, error.message)}
        </Text>
      )}
      {task !== null && (
        <Text size="sm">
          {t('page.working')} <TaskLink id={task} />
        </Text>
      )}
      {lastDecision ? (
        <Text size="sm">
          <TaskLink id={lastDecision.task} /> <DecisionText decision={lastDecision} />
        </Text>
      ) : (
        task === null && !error && '–'
      )}
    </Stack>
  )
}
