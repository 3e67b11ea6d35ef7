import { Checkbox, Stack, Text } from '@mantine/core'
import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { inWords } from '../../said.ts'
import { Amount } from '../../ui/amount.tsx'
import type { Column } from '../../ui/data-table.tsx'
import { didName, OwnedAgent, TaskLink } from '../../ui/names.tsx'
import { HostedBadge } from './hosted-badge.tsx'
import { rankOf } from './attention.ts'
import { DecisionText } from './decision-text.tsx'

/** `ticked`: DIDs that are; `tick` adds or takes away some. */
export type Ticks = { ticked: ReadonlySet<string>; tick: (dids: string[], on: boolean) => void }

export const tickColumn = (
  t: TFunction<'agents'>,
  shown: readonly HostedAgent[],
  { ticked, tick }: Ticks,
): Column<HostedAgent> => {
  const count = shown.filter(({ did }) => ticked.has(did)).length
  const all = shown.map(({ did }) => did)
  return {
    key: 'tick',
    width: 52,
    title: (
      <Checkbox
        aria-label={t('bulk.all')}
        checked={count > 0 && count === all.length}
        indeterminate={count > 0 && count < all.length}
        onChange={(event) => tick(all, event.currentTarget.checked)}
      />
    ),
    cell: ({ did }) => (
      <Checkbox
        aria-label={t('bulk.choose', { agent: didName(did) })}
        checked={ticked.has(did)}
        onChange={(event) => tick([did], event.currentTarget.checked)}
      />
    ),
  }
}

export const hostedColumns = (t: TFunction<'agents'>): Column<HostedAgent>[] => [
  {
    key: 'agent',
    title: t('column.agent'),
    width: 260,
    cell: ({ did, owner }) => <OwnedAgent did={did} owner={owner} />,
    sort: ({ did }) => didName(did),
  },
  {
    key: 'state',
    title: t('column.state'),
    width: 130,
    cell: (agent) => <HostedBadge state={agent.state} />,
    sort: rankOf,
  },
  { key: 'doing', title: t('column.doing'), cell: (agent) => <Doing agent={agent} /> },
  {
    key: 'runs',
    title: t('column.runs'),
    width: 190,
    cell: (agent) => t('runsOf', agent.runs),
    sort: ({ runs }) => runs.ok,
  },
  {
    key: 'earned',
    title: t('column.earned'),
    align: 'right',
    width: 140,
    cell: (agent) => <Amount value={agent.earned} />,
    sort: ({ earned }) => BigInt(earned),
  },
]

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
