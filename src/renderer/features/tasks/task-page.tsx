import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { REPUTATION } from '../../../contract/actions.ts'
import { terminalStates, type TaskDetail } from '../../../contract/tasks.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { relative } from '../../ui/durations.ts'
import { ContentPreview } from '../../ui/content-preview.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Exact } from '../../ui/exact.tsx'
import { AccountName, AgentLink, didName } from '../../ui/names.tsx'
import { Facts, Page, Section } from '../../ui/page.tsx'
import { PageTools } from '../../ui/page-tools.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { TaskBadge } from '../../ui/state-badge.tsx'
import { Duration } from '../../ui/time.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { BidTable } from './bid-table.tsx'
import { Dispute } from './dispute.tsx'
import { Outcome } from './outcome.tsx'
import { ReceiptCard } from './receipt-card.tsx'
import { Refusals } from './refusals.tsx'
import { TaskActions } from './task-actions.tsx'
import { Timeline } from './timeline.tsx'

/** One task: where it stands, its result, who bid, what was proved and where the money went. */
export const TaskPage = () => {
  const { t } = useTranslation('tasks')
  const { id } = useParams({ from: '/tasks/$id' })
  const query = useQuery(orpc.tasks.get.queryOptions({ input: { task: Number(id) } }))
  if (!query.data)
    return (
      <Page title={`${t('title')} #${id}`}>
        <QueryView query={query}>{() => null}</QueryView>
      </Page>
    )
  return <TaskView task={query.data} />
}

const TaskView = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const now = useChainNow()
  const outcome = task.receipt?.receipt.run.outcome
  const bidders = task.bidList.map(({ agent }) => agent)
  const refusals = task.refusals.filter(({ did }) => !bidders.includes(did))
  return (
    <Page
      title={task.title}
      lead={
        <Group gap="xs">
          <TaskBadge task={task} />
          <Text span inherit>
            <Copyable value={`#${task.id}`} what={t('number')}>
              #{task.id}
            </Copyable>{' '}
            · <Lead task={task} now={now} />
          </Text>
        </Group>
      }
      actions={
        <>
          <PageTools path={`/tasks/${task.id}`} />
          <TaskActions task={task} />
        </>
      }
    >
      <Section title={t('section.track')}>
        <Timeline task={task} now={now} />
      </Section>
      {task.dispute && (
        <Section title={t('section.dispute')}>
          <Dispute task={task} dispute={task.dispute} now={now} />
        </Section>
      )}
      {terminalStates.includes(task.state) && (
        <Section title={t('section.outcome')}>
          <Outcome task={task} />
        </Section>
      )}
      <Section title={t('section.output')}>
        {task.outputCid ? (
          <ContentPreview
            cid={task.outputCid}
            mediaType={outcome?.kind === 'ok' ? outcome.mediaType : null}
            name={`task-${task.id}-result`}
            label={t('section.output')}
          />
        ) : (
          <EmptyState>
            {t(terminalStates.includes(task.state) ? 'output.noneEver' : 'output.none')}
          </EmptyState>
        )}
      </Section>
      <Section title={t('section.bids')} flush={task.bidList.length > 0}>
        <BidTable task={task} />
      </Section>
      {(refusals.length > 0 || task.noMatch.length > 0) && (
        <Section title={t('section.refusals')}>
          <Refusals refusals={refusals} noMatch={task.noMatch} />
        </Section>
      )}
      {task.receipt && (
        <Section title={t('section.receipt')}>
          <ReceiptCard task={task} />
        </Section>
      )}
      <Section title={t('section.input')}>
        {task.input ? (
          <ContentPreview
            cid={task.input.data}
            mediaType={task.input.mediaType}
            name={task.input.name ?? `task-${task.id}-input`}
            label={t('section.input')}
          />
        ) : (
          <Text c="dimmed">{t('output.missing')}</Text>
        )}
      </Section>
      <Section title={t('section.terms')}>
        <Terms task={task} />
      </Section>
    </Page>
  )
}

const Lead = ({ task, now }: { task: TaskDetail; now: number }) => {
  const { t } = useTranslation('tasks')
  const { t: ui } = useTranslation('ui')
  const when =
    task.deadline === null ? '' : task.deadline <= now ? ui('time.due') : relative(task.deadline, now)
  const agent = task.agent ? didName(task.agent) : ''
  if (task.state === 'finalized')
    return (
      <>{t(task.outcome === 'refunded' ? 'stands.finalizedRefunded' : 'stands.finalizedPaid', { agent })}</>
    )
  return <Exact at={task.deadline}>{t(`stands.${task.state}`, { when, agent })}</Exact>
}

const Terms = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const money = (['paid', 'fee', 'refunded', 'slashed'] as const).flatMap((key) => {
    const amount = task[key]
    return amount && amount !== '0'
      ? [[t(`terms.${key}`), <Amount key={key} value={amount} />] as [string, React.ReactNode]]
      : []
  })
  return (
    <Stack gap="md">
      <Facts
        rows={[
          [t('terms.submitter'), <AccountName key="s" address={task.submitter} />],
          [t('terms.capability'), task.capability],
          [t('terms.target'), task.target ? <AgentLink key="t" did={task.target} /> : t('terms.anyone')],
          [t('terms.budget'), <Amount key="b" value={task.budget} />],
          ...(task.price
            ? [[t('terms.price'), <Amount key="p" value={task.price} />] as [string, React.ReactNode]]
            : []),
          ...money,
          [t('terms.trust'), t(`terms.${task.trust}`)],
          [
            t('terms.reputation'),
            task.minReputation <= REPUTATION.least ? t('terms.any') : task.minReputation,
          ],
          [t('terms.bidding'), <Duration key="d" ms={task.biddingMs} />],
          [t('terms.timeout'), <Duration key="o" ms={task.timeoutMs} />],
          [t('terms.window'), <Duration key="w" ms={task.disputeWindowMs} />],
          ...(task.failure ? [[t('terms.failure'), task.failure] as [string, React.ReactNode]] : []),
        ]}
      />
    </Stack>
  )
}
