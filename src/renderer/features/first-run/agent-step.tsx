import { Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { TextSkeleton } from '../../ui/loading.tsx'
import { QuickSign } from '../../ui/quick-sign.tsx'
import { freeDid } from '../agents/free-did.ts'
import { choosePackage } from './choose.ts'

/** Registers and hosts a shipped agent in the newcomer's name. */
export const AgentStep = ({ account }: { account: Account }) => {
  const { t } = useTranslation('firstRun')
  const packages = useQuery(orpc.agents.packages.queryOptions())
  const rules = useQuery(orpc.chain.parameters.queryOptions())
  const chosen = packages.data && choosePackage(packages.data)
  const did = useQuery({
    queryKey: ['first-run', 'did', chosen?.id, account.address],
    queryFn: ({ signal }) => freeDid(chosen?.manifest.name ?? '', account.address, signal),
    enabled: chosen !== undefined,
    gcTime: 0,
  })
  const error = packages.error ?? rules.error ?? did.error
  if (error) return <ErrorPanel error={error} />
  if (packages.data && !chosen) return <Text>{t('agent.none')}</Text>
  if (!chosen || !rules.data || !did.data) return <TextSkeleton />
  const { title, description, capabilities } = chosen.manifest
  return (
    <Stack gap="sm">
      <Text>{t('agent.why', { title, description })}</Text>
      <QuickSign
        from={account.address}
        action={{
          type: 'agent.register',
          packageId: chosen.id,
          did: did.data,
          capabilities: capabilities.map(({ name }) => name),
          price: capabilities[0]?.price ?? '0',
          stake: rules.data.minStake,
          host: true,
        }}
        label={t('agent.action', { title })}
        cost={(amounts) => t('agent.cost', amounts)}
      />
    </Stack>
  )
}
