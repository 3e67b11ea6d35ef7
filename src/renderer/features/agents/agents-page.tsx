import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Exact } from '../../ui/exact.tsx'
import { didName } from '../../ui/names.tsx'
import { Page } from '../../ui/page.tsx'
import type { HostedAgent } from '../../../contract/agents.ts'
import { NotConnected } from '../../ui/not-connected.tsx'
import { useStaleSince } from '../../ui/use-stale-since.ts'
import { attentionOf, standingOf } from './attention.ts'
import { HostedList } from './hosted-list.tsx'
import { MarketList } from './market-list.tsx'
import { PackageList } from './package-list.tsx'
import { formatAinu } from '../../ui/figures.ts'

const tabs = ['hosted', 'catalogue', 'market'] as const
type Tab = (typeof tabs)[number]

/** Who is earning, who is idle, and why? */
export const AgentsPage = () => {
  const { t } = useTranslation('agents')
  const hosted = useQuery(orpc.agents.hosted.queryOptions())
  const { tab: chosen } = useSearch({ from: '/agents' })
  const navigate = useNavigate({ from: '/agents' })
  const show = (next: Tab) => void navigate({ search: (before) => ({ ...before, tab: next }), replace: true })
  const tab = chosen ?? (hosted.data?.length === 0 ? 'catalogue' : 'hosted')
  return (
    <Page title={t('title')} lead={hosted.data && <Lead agents={hosted.data} />}>
      <Tabs value={tab} onChange={(value) => show(value as Tab)} keepMounted={false}>
        <Tabs.List mb="md">
          {tabs.map((name) => (
            <Tabs.Tab key={name} value={name}>
              {t(`tab.${name}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="hosted">
          <HostedList onHost={() => show('catalogue')} />
        </Tabs.Panel>
        <Tabs.Panel value="catalogue">
          <PackageList />
        </Tabs.Panel>
        <Tabs.Panel value="market">
          <MarketList />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}

/** Who needs me, who works, who is idle, and who earned most. */
const Lead = ({ agents }: { agents: HostedAgent[] }) => {
  const { t } = useTranslation('agents')
  const since = useStaleSince()
  if (since !== null) return <NotConnected since={since} />
  if (agents.length === 0) return <>{t('leadNone')}</>
  const needs = agents.filter((agent) => attentionOf(agent) !== null).length
  const parts = [
    needs > 0 && t('lead.needs', { count: needs }),
    ...(['working', 'idle', 'stopped'] as const).map((standing) => {
      const count = agents.filter((agent) => standingOf(agent) === standing).length
      return count > 0 && t(`lead.${standing}`, { count })
    }),
  ].filter((part) => part !== false)
  const best = agents.reduce((one, other) => (BigInt(other.earned) > BigInt(one.earned) ? other : one))
  const earned =
    best.earned === '0'
      ? t('lead.noneEarned')
      : t('lead.best', { agent: didName(best.did), amount: formatAinu(best.earned) })
  return (
    <Exact amounts={best.earned === '0' ? [] : [best.earned]}>
      {parts.join(', ')}; {earned}
    </Exact>
  )
}
