import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { AINU } from '../../../contract/money.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { sumPlanck } from '../../ui/planck.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { Trend } from '../../ui/trend.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { figure } from '../../ui/figures.ts'

/** Good enough to draw and to compare days, not to pay. */
const inAinu = (planck: string) => Number(BigInt(planck)) / Number(AINU)

/** What the agent earned, day by day over a month, and the sum. */
export const Earnings = ({ did }: { did: string }) => {
  const { t } = useTranslation('agents')
  const now = useChainNow()
  const query = useQuery(orpc.agents.earnings.queryOptions({ input: { did } }))
  return (
    <QueryView query={query}>
      {(days) => {
        const sum = sumPlanck(days.map((day) => day.earned))
        return (
          <Stack gap="xs">
            <Group justify="space-between">
              <Text size="sm" c="dimmed">
                {t('page.earned')}
              </Text>
              <Text fw={600}>{sum === '0' ? t('page.none') : <Amount value={sum} />}</Text>
            </Group>
            {sum !== '0' && (
              <Trend
                label={t('page.earnedADay')}
                now={now}
                skipZero
                points={days.map(({ day, earned }) => ({ at: day, value: inAinu(earned) }))}
                format={(ainu) => t('page.ainu', { amount: figure(ainu, { maximumFractionDigits: 4 }) })}
              />
            )}
          </Stack>
        )
      }}
    </QueryView>
  )
}
