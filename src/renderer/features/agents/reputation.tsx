import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { Trend } from '../../ui/trend.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { figure } from '../../ui/figures.ts'

/** How the agent's score came to be what it is. `history`: oldest first, as the chain told it. */
export const Reputation = ({ history }: { history: { at: number; score: number; task: number }[] }) => {
  const { t } = useTranslation('agents')
  const now = useChainNow()
  const last = history.at(-1)
  return (
    <Section title={t('page.reputation')}>
      {last ? (
        <>
          <Trend
            label={t('page.score')}
            kind="line"
            now={now}
            points={history.map(({ at, score }) => ({ at, value: score }))}
            format={(score) => figure(score)}
          />
          <Text size="sm" c="dimmed">
            {t('page.lastChange')} <TaskLink id={last.task} />
          </Text>
        </>
      ) : (
        <EmptyState>{t('page.noReputation')}</EmptyState>
      )}
      <Text size="sm" c="dimmed">
        {t('page.ownWork')}
      </Text>
    </Section>
  )
}
