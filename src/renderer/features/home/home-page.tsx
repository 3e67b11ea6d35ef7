import { Button, Grid, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link, Navigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { RowsSkeleton } from '../../ui/loading.tsx'
import { Page } from '../../ui/page.tsx'
import { NotConnected } from '../../ui/not-connected.tsx'
import { useStaleSince } from '../../ui/use-stale-since.ts'
import { useAccounts } from '../../ui/use-accounts.ts'
import { useProgress } from '../first-run/use-progress.ts'
import { HostedNow } from './hosted-now.tsx'
import { NeedsList } from './needs-list.tsx'
import { TasksNow } from './tasks-now.tsx'
import { useNeeds, type Need } from './use-needs.ts'

/** What needs me? Then what is under way. Who has no account yet starts with the first steps. */
export const HomePage = () => {
  const { t } = useTranslation('home')
  const accounts = useAccounts()
  const firstRun = useQuery(orpc.settings.get.queryOptions()).data?.firstRun
  const { progress } = useProgress()
  const needs = useNeeds()
  const since = useStaleSince()
  if (accounts?.every(({ kind }) => kind !== 'owner') && firstRun?.dismissed === false)
    return <Navigate to="/welcome" />

  const steps: Need[] =
    firstRun?.dismissed === false && progress && progress.count < 4
      ? [
          {
            key: 'first-steps',
            tone: 'accent',
            text: t('firstSteps', { done: progress.count }),
            go: t('firstStepsGo'),
            to: '/welcome',
          },
        ]
      : []
  const all = needs && [...needs, ...steps]
  return (
    <Page
      title={t('title')}
      lead={
        since === null ? (
          needs && (needs.length === 0 ? t('needsNothing') : t('needs', { count: needs.length }))
        ) : (
          <NotConnected since={since} />
        )
      }
      actions={
        <Button component={Link} to="/tasks/new">
          {t('post')}
        </Button>
      }
    >
      {all ? all.length > 0 && <NeedsList needs={all} /> : <RowsSkeleton rows={2} height={56} />}
      <Grid gap="lg">
        <Grid.Col span={{ base: 12, lg: 7 }}>
          <TasksNow />
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 5 }}>
          <Stack gap="lg">
            <HostedNow />
          </Stack>
        </Grid.Col>
      </Grid>
    </Page>
  )
}
