import { BarChart, LineChart } from '@mantine/charts'
import { Group, Stack, Table, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Time } from './time.tsx'
import classes from './ui.module.css'

export type Point = { /** ms */ at: number; value: number }
type Props = {
  /** What is drawn, e.g. "Fuel per run". */
  label: string
  /** Oldest first. */
  points: readonly Point[]
  /** A value with its unit. */
  format: (value: number) => string
  /** Bars for amounts that stand alone, a line for one that goes up and down. */
  kind?: 'bars' | 'line'
  /** Chain time, ms, where the points are of the chain. */
  now?: number
  /** Points without value are not worth a row of the table. */
  skipZero?: boolean
}

/** A figure over time: its last, least and most in words, a small drawing, and the same as a table for who asks. */
export const Trend = ({ label, points, format, kind = 'bars', now, skipZero = false }: Props) => {
  const { t } = useTranslation()
  const last = points.at(-1)
  if (!last) return null
  const values = points.map(({ value }) => value)
  const rows = [...points].reverse().filter(({ value }) => !skipZero || value !== 0)
  const Chart = kind === 'bars' ? BarChart : LineChart
  return (
    <Stack gap={6} component="figure" m={0}>
      <Group component="figcaption" justify="space-between" gap="xs">
        <Text size="sm" fw={500}>
          {label}
        </Text>
        <Text size="sm" c="dimmed" className={classes.figures}>
          {t('trend.words', {
            last: format(last.value),
            least: format(Math.min(...values)),
            most: format(Math.max(...values)),
          })}
        </Text>
      </Group>
      <div aria-hidden>
        <Chart
          h={96}
          data={points.map(({ value }, place) => ({ place, value }))}
          dataKey="place"
          series={[{ name: 'value', label, color: 'var(--accent)' }]}
          valueFormatter={format}
          withXAxis={false}
          withTooltip={false}
          tickLine="none"
          gridAxis="none"
          yAxisProps={{ width: 72, tickCount: 3 }}
          {...(kind === 'bars'
            ? { barChartProps: { accessibilityLayer: false }, maxBarWidth: 16, minBarSize: 1 }
            : { lineChartProps: { accessibilityLayer: false }, withDots: points.length < 30 })}
        />
      </div>
      <details>
        <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
          {t('trend.table')}
        </Text>
        <div className={classes.scroll} tabIndex={0} role="region" aria-label={label}>
          <Table aria-label={label} className={classes.figures} fz="sm">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('trend.when')}</Table.Th>
                <Table.Th ta="right">{label}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map(({ at, value }, row) => (
                <Table.Tr key={row}>
                  <Table.Td>
                    <Time at={at} {...(now !== undefined && { now })} />
                  </Table.Td>
                  <Table.Td ta="right">{format(value)}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      </details>
    </Stack>
  )
}
