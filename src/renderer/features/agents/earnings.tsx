import { Sparkline } from '@mantine/charts'
import { Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { share, sumPlanck } from '../../ui/planck.ts'
import { QueryView } from '../../ui/query-view.tsx'

/** What the agent earned, day by day over a month, and the sum. */
export const Earnings = ({ did }: { did: string }) => {
  const { t } = useTranslation('agents')
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
              <div inert>
                <Sparkline
                  h={48}
                  data={days.map((day) => share(day.earned, sum))}
                  color="petrol.6"
                  curveType="monotone"
                  fillOpacity={0.25}
                />
              </div>
            )}
          </Stack>
        )
      }}
    </QueryView>
  )
}
