import { useQuery } from '@tanstack/react-query'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PlainText } from '../../ui/plain-text.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'

/** The newest lines of what the agent and its host say. */
export const Log = ({ did }: { did: string }) => {
  const { t } = useTranslation('agents')
  const query = useQuery(orpc.agents.log.queryOptions({ input: { did, limit: 200 } }))
  return (
    <Section title={t('page.log')}>
      <QueryView query={query}>
        {(lines) =>
          lines.length === 0 ? (
            <EmptyState>{t('page.noLog')}</EmptyState>
          ) : (
            <PlainText
              tail
              label={t('page.log')}
              text={lines
                .map(
                  (line) =>
                    `${dayjs(line.at).format('HH:mm:ss.SSS')} ${line.level.padEnd(5)} ${line.source}: ${line.text}`,
                )
                .join('\n')}
            />
          )
        }
      </QueryView>
    </Section>
  )
}
