import { SimpleGrid } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { sizeOf } from '../../ui/sizes.ts'
import { Trend } from '../../ui/trend.tsx'
import { figure } from '../../ui/figures.ts'

const SHOWN = 40

/** Fuel and memory of the last runs, one after the other. Nothing before the first run. */
export const Usage = ({ did }: { did: string }) => {
  const { t } = useTranslation('agents')
  const runs = useQuery(orpc.agents.runs.queryOptions({ input: { did } })).data ?? []
  if (runs.length === 0) return null
  const oldestFirst = runs.slice(0, SHOWN).reverse()
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, md: 1, lg: 2 }} spacing="md">
      <Trend
        label={t('page.fuelOverTime')}
        points={oldestFirst.map(({ at, fuel }) => ({ at, value: Number(fuel) }))}
        format={(fuel) => figure(fuel, { notation: 'compact' })}
      />
      <Trend
        label={t('page.memoryOverTime')}
        points={oldestFirst.map(({ at, memoryPeak }) => ({ at, value: memoryPeak }))}
        format={sizeOf}
      />
    </SimpleGrid>
  )
}
