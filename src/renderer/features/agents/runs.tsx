import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { DataTable } from '../../ui/data-table.tsx'
import { duration } from '../../ui/durations.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { sizeOf } from '../../ui/sizes.ts'
import { ToneBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { figure } from '../../ui/figures.ts'
import { inWords } from '../../said.ts'
import type { Run } from '../../../contract/agents.ts'

const endOf = ({ cause, outcome }: Run) =>
  inWords({ code: `run.${cause ?? outcome}`, facts: {} }, cause ?? outcome)

/** Every run of the agent in the sandbox: fuel, memory, time, how it ended. */
export const Runs = ({ did }: { did: string }) => {
  const { t } = useTranslation('agents')
  const query = useQuery(orpc.agents.runs.queryOptions({ input: { did } }))
  return (
    <Section title={t('page.runs')} flush={(query.data?.length ?? 0) > 0}>
      <QueryView query={query}>
        {(runs) =>
          runs.length === 0 ? (
            <EmptyState>{t('page.noRuns')}</EmptyState>
          ) : (
            <DataTable
              label={t('page.runs')}
              rows={runs}
              rowKey={(run) => `${run.task}-${run.at}`}
              columns={[
                {
                  key: 'when',
                  title: t('column.when'),
                  cell: (run) => <Time at={run.at} />,
                  sort: (run) => run.at,
                },
                {
                  key: 'task',
                  title: t('column.task'),
                  cell: (run) => <TaskLink id={run.task} />,
                  sort: (run) => run.task,
                },
                {
                  key: 'outcome',
                  title: t('column.outcome'),
                  cell: (run) => (
                    <ToneBadge tone={run.outcome === 'ok' ? 'ok' : 'bad'}>{endOf(run)}</ToneBadge>
                  ),
                  sort: endOf,
                },
                {
                  key: 'fuel',
                  title: t('column.fuel'),
                  align: 'right',
                  cell: (run) => figure(Number(run.fuel)),
                  sort: (run) => BigInt(run.fuel),
                },
                {
                  key: 'memory',
                  title: t('column.memory'),
                  align: 'right',
                  cell: (run) => sizeOf(run.memoryPeak),
                  sort: (run) => run.memoryPeak,
                },
                {
                  key: 'time',
                  title: t('column.time'),
                  align: 'right',
                  cell: (run) => duration(run.wallMs),
                  sort: (run) => run.wallMs,
                },
              ]}
            />
          )
        }
      </QueryView>
    </Section>
  )
}
