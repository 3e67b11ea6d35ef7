import { Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { agents } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { CidLink } from '../../ui/cid-link.tsx'
import { Copyable } from '../../ui/copyable.tsx'
import { Explained, Meaning } from '../../ui/glossary.tsx'
import { Exact } from '../../ui/exact.tsx'
import { AccountName, didName, Owner } from '../../ui/names.tsx'
import { Facts, Page, Section } from '../../ui/page.tsx'
import { PageTools } from '../../ui/page-tools.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { AgentActions } from './agent-actions.tsx'
import { Decisions } from './decisions.tsx'
import { Earnings } from './earnings.tsx'
import { LivePanel } from './live-panel.tsx'
import { Log } from './log.tsx'
import { Reputation } from './reputation.tsx'
import { Runs } from './runs.tsx'
import { SignButton } from './sign-button.tsx'
import { formatAinu } from '../../ui/figures.ts'

type AgentDetail = z.infer<NonNullable<(typeof agents.get)['~orpc']['outputSchema']>>

/** One agent: what it does now, why it did or did not bid, what it earned, what it is. */
export const AgentPage = () => {
  const { did } = useParams({ from: '/agents/$did' })
  const query = useQuery(orpc.agents.get.queryOptions({ input: { did } }))
  if (!query.data)
    return (
      <Page title={didName(did)}>
        <QueryView query={query}>{() => null}</QueryView>
      </Page>
    )
  return <AgentView agent={query.data} />
}

const AgentView = ({ agent }: { agent: AgentDetail }) => {
  const { t } = useTranslation('agents')
  const hosted = useQuery(orpc.agents.hosted.queryOptions()).data?.find((one) => one.did === agent.did)
  return (
    <Page
      title={agent.title ?? didName(agent.did)}
      lead={
        <Group gap="xs">
          <StateBadge state={agent.status} />
          <Copyable value={agent.did} what={t('page.did')}>
            {agent.did}
          </Copyable>
          <Meaning of="did" />
          <Owner address={agent.owner} />
        </Group>
      }
      actions={
        <>
          <PageTools path={`/agents/${encodeURIComponent(agent.did)}`} />
          {agent.mine && <AgentActions agent={agent} />}
        </>
      }
    >
      {agent.description && <Text maw={760}>{agent.description}</Text>}
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="lg">
        <Stack gap="lg">
          <Section title={t('page.live')}>
            {hosted ? <LivePanel hosted={hosted} /> : <Elsewhere agent={agent} />}
          </Section>
          <Section title={t('page.earnings')}>
            <Earnings did={agent.did} />
          </Section>
          <Reputation history={agent.history} />
        </Stack>
        <Section title={t('page.about')}>
          <About agent={agent} />
        </Section>
      </SimpleGrid>
      {hosted && (
        <>
          <Decisions did={agent.did} />
          <Runs did={agent.did} />
          <Log did={agent.did} />
        </>
      )}
    </Page>
  )
}

/** An agent that this machine does not work for: its owner can change that. */
const Elsewhere = ({ agent }: { agent: AgentDetail }) => {
  const { t } = useTranslation('agents')
  const { did, owner, mine, status } = agent
  if (status === 'retired') return <Text c="dimmed">{t('page.retired')}</Text>
  if (!mine) return <Text c="dimmed">{t('page.notHosted')}</Text>
  return (
    <Stack gap="md" align="flex-start">
      <Text c="dimmed">{t('page.notHostedMine')}</Text>
      <SignButton
        from={owner}
        action={{ type: 'agent.host', did }}
        label={t('page.hostHere')}
        lead={t('hosting.why')}
        confirm={t('page.hostHere')}
      />
    </Stack>
  )
}

const About = ({ agent }: { agent: AgentDetail }) => {
  const { t } = useTranslation('agents')
  const now = useChainNow()
  const { reputation } = agent
  return (
    <Facts
      rows={[
        [t('page.owner'), <AccountName key="o" address={agent.owner} />],
        [t('page.capabilities'), agent.capabilities.join(', ')],
        [t('page.price'), <Amount key="p" value={agent.price} />],
        [
          <Explained key="st" term="stake">
            {t('page.stake')}
          </Explained>,
          <Amount key="s" value={agent.stake} />,
        ],
        [t('page.unbonding'), <Amount key="u" value={agent.unbonding} />],
        [t('page.score'), reputation.score],
        [
          t('page.history'),
          <Exact key="h" amounts={[reputation.value]}>
            {t('page.of', { ...reputation, value: formatAinu(reputation.value) })}
          </Exact>,
        ],
        [t('page.manifest'), <CidLink key="m" cid={agent.manifestCid} what={t('page.manifest')} />],
        [t('page.registered'), <Time key="r" at={agent.registeredAt} now={now} />],
      ]}
    />
  )
}
