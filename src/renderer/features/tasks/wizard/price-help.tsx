import { Button, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { Prices, Spread } from '../../../../contract/tasks.ts'
import { formatAinu } from '../../../ui/figures.ts'

/** Fewer tasks than this say little of what the next one costs. */
const ENOUGH = 5

type Props = { prices: z.infer<typeof Prices>; budget: string | null; onOffer: (planck: string) => void }

/** What others ask and win at, and no more than the data says; the usual price is one click away. */
export const PriceHelp = ({ prices, budget, onOffer }: Props) => {
  const { t } = useTranslation('tasks')
  const { asked, paid, unmatched, competed } = prices
  const facts = ({ count, least, median, most }: z.infer<typeof Spread>) => ({
    count,
    median: formatAinu(median),
    most: formatAinu(most),
    range: least === most ? formatAinu(least) : `${formatAinu(least)}–${formatAinu(most)}`,
  })
  const usual = paid && paid.count >= ENOUGH ? paid.median : asked?.median
  return (
    <Stack gap={4}>
      <Text size="sm">{asked ? t('wizard.prices.asked', facts(asked)) : t('wizard.prices.askedNone')}</Text>
      <Text size="sm">
        {paid && t(paid.count < ENOUGH ? 'wizard.prices.paidFew' : 'wizard.prices.paid', facts(paid))}{' '}
        {paid &&
          unmatched &&
          t('wizard.prices.unmatched', { ...facts(unmatched), of: unmatched.count + paid.count })}{' '}
        {!paid && (unmatched ? t('wizard.prices.noneMatched', facts(unmatched)) : t('wizard.prices.none'))}
        {competed.tasks > 0 && t('wizard.prices.competed', competed)}
      </Text>
      {usual !== undefined && usual !== budget && (
        <Group>
          <Button size="xs" variant="default" onClick={() => onOffer(usual)}>
            {t('wizard.prices.offer', { price: formatAinu(usual) })}
          </Button>
        </Group>
      )}
    </Stack>
  )
}
