import { Tabs } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Page } from '../../ui/page.tsx'
import { HostedList } from './hosted-list.tsx'
import { MarketList } from './market-list.tsx'
import { PackageList } from './package-list.tsx'

const tabs = ['hosted', 'catalogue', 'market'] as const
type Tab = (typeof tabs)[number]

/** Who is earning, who is idle, and why? */
export const AgentsPage = () => {
  const { t } = useTranslation('agents')
  const hosted = useQuery(orpc.agents.hosted.queryOptions())
  const { tab: chosen } = useSearch({ from: '/agents' })
  const navigate = useNavigate({ from: '/agents' })
  const show = (next: Tab) => void navigate({ search: (before) => ({ ...before, tab: next }), replace: true })
  const count = hosted.data?.filter((agent) => agent.enabled).length ?? 0
  const tab = chosen ?? (hosted.data?.length === 0 ? 'catalogue' : 'hosted')
  return (
    <Page title={t('title')} lead={count > 0 ? t('lead', { count }) : t('leadNone')}>
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
