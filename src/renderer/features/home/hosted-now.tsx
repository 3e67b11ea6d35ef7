import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Exact } from '../../ui/exact.tsx'
import { AgentLink, TaskLink } from '../../ui/names.tsx'
import { Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { HostedBadge } from '../agents/hosted-badge.tsx'
import classes from '../../ui/ui.module.css'
import { formatAinu } from '../../ui/figures.ts'

/** The agents hosted here and what each does right now. */
export const HostedNow = () => {
  const { t } = useTranslation('home')
  const hosted = useQuery(orpc.agents.hosted.queryOptions())
  return (
    <Section title={t('yourAgents')} flush>
      <QueryView query={hosted}>
        {(agents) => (
          <Box className={classes.panel}>
            {agents.length === 0 && (
              <EmptyState
                action={
                  <Button variant="default" component={Link} to="/agents">
                    {t('host')}
                  </Button>
                }
              >
                {t('noAgents')}
              </EmptyState>
            )}
            {agents.map(({ did, state, task, earned }) => (
              <Stack key={did} gap={4} px="md" py="sm">
                <Group justify="space-between" wrap="nowrap">
                  <AgentLink did={did} />
                  <HostedBadge state={state} />
                </Group>
                <Text size="sm" c="dimmed">
                  <Exact amounts={[earned]}>{t('earned', { amount: formatAinu(earned) })}</Exact>
                  {task !== null && (
                    <>
                      {' · '}
                      <TaskLink id={task} />
                    </>
                  )}
                </Text>
              </Stack>
            ))}
          </Box>
        )}
      </QueryView>
    </Section>
  )
}
