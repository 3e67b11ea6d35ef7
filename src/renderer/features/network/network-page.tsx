import { Button, Grid, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { ChainStatus } from '../../../contract/chain.ts'
import { orpc } from '../../api.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { duration } from '../../ui/durations.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Facts, Page, Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { StateBadge } from '../../ui/state-badge.tsx'
import { exactTime } from '../../ui/time.tsx'
import { useLostAt } from '../../live.ts'
import { NotConnected } from '../../ui/not-connected.tsx'
import { useNow } from '../../ui/use-now.ts'
import { ChainRules } from './chain-rules.tsx'
import { NetworkForm } from './network-form.tsx'
import { RebuildIndex } from './rebuild-index.tsx'
import { trustOf } from './trust.ts'
import { useMutation } from '../../ui/use-mutation.ts'
import { figure } from '../../ui/figures.ts'
import { inWords, networkName } from '../../said.ts'

/** The chain's state as it was learnt `ms` ago: ages go on while nothing new is heard. */
const aged = (chain: ChainStatus, ms: number): ChainStatus => ({
  ...chain,
  headAge: chain.headAge === null ? null : chain.headAge + Math.max(0, ms),
})

/** Can I trust what I see? Then: where the chain is, how to join it, how to change it. */
export const NetworkPage = () => {
  const { t } = useTranslation('network')
  const status = useQuery({ ...orpc.chain.status.queryOptions(), refetchInterval: 5_000 })
  const reconnect = useMutation(orpc.chain.reconnect.mutationOptions())
  const now = useNow(0)
  const lostAt = useLostAt()
  const chain = status.data && aged(status.data, now - status.dataUpdatedAt)
  const lead =
    chain &&
    t(`trust.${trustOf(chain)}`, {
      indexed: figure(chain.indexed),
      lag: figure(chain.lag),
      finalized: figure(chain.finalized),
      age: duration(chain.headAge ?? 0),
    })
  return (
    <Page
      title={t('title')}
      lead={lostAt === null ? lead : <NotConnected since={lostAt} />}
      actions={
        <>
          <Button variant="default" loading={reconnect.isPending} onClick={() => reconnect.mutate({})}>
            {t('actions.reconnect')}
          </Button>
          <RebuildIndex />
        </>
      }
    >
      {reconnect.error && <ErrorPanel error={reconnect.error} />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack gap="lg">
            <Section title={t('chain')}>
              <QueryView query={{ ...status, data: chain }}>
                {(data) => <ChainFacts chain={data} />}
              </QueryView>
            </Section>
            {chain?.url && (
              <Section title={t('join.title')}>
                <Text size="sm">{t('join.why')}</Text>
                <Copyable value={chain.url} what={t('join.what')}>
                  <Text span ff="monospace">
                    {chain.url}
                  </Text>
                </Copyable>
              </Section>
            )}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack gap="lg">
            <Section title={t('which.title')}>
              {chain && <NetworkForm key={JSON.stringify(chain.network)} current={chain.network} />}
            </Section>
            <ChainRules />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  )
}

const ChainFacts = ({ chain }: { chain: ChainStatus }) => {
  const { t } = useTranslation('network')
  return (
    <Stack gap="sm">
      <Facts
        rows={[
          [
            t('state'),
            <Group key="state" gap="xs">
              <StateBadge state={chain.connection} />
              {networkName(chain.name)}
            </Group>,
          ],
          [t('head'), figure(chain.head)],
          [t('finalized'), figure(chain.finalized)],
          [t('indexed'), figure(chain.indexed)],
          [t('lag'), figure(chain.lag)],
          [
            t('rate'),
            t('rateValue', {
              rate: figure(chain.rate, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
            }),
          ],
          [t('time'), chain.time === null ? '–' : exactTime(chain.time)],
          [t('age'), chain.headAge === null ? '–' : t('ageValue', { age: duration(chain.headAge) })],
          [
            t('genesis'),
            chain.genesisHash ? (
              <Copyable key="genesis" value={chain.genesisHash} what={t('genesis')} />
            ) : (
              '–'
            ),
          ],
          [t('spec'), figure(chain.specVersion)],
          [t('restarts'), figure(chain.restarts)],
        ]}
      />
      {chain.error && (
        <Text size="sm" c="var(--bad)" role="alert">
          {inWords(chain.said, chain.error ?? '')}
        </Text>
      )}
    </Stack>
  )
}
