import { Button, Group, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { AccountName, TaskLink } from '../../ui/names.tsx'
import { Facts } from '../../ui/page.tsx'
import { HostedBadge } from './hosted-badge.tsx'
import { Time } from '../../ui/time.tsx'
import { DecisionText } from './decision-text.tsx'
import { FillUp } from './fill-up.tsx'
import { SignButton } from './sign-button.tsx'
import { Usage } from './usage.tsx'
import { useMutation } from '../../ui/use-mutation.ts'
import { inWords } from '../../said.ts'

/** What a hosted agent does right now, from its heartbeats, and the switch to start and stop it. */
export const LivePanel = ({ hosted }: { hosted: HostedAgent }) => {
  const { t } = useTranslation('agents')
  const start = useMutation(orpc.agents.startHosting.mutationOptions())
  const stop = useMutation(orpc.agents.stopHosting.mutationOptions())
  const { did, owner, lastDecision } = hosted
  const rows: [string, React.ReactNode][] = [
    [t('column.state'), <HostedBadge key="s" state={hosted.state} />],
    [t('page.heartbeat'), <Time key="h" at={hosted.heartbeatAt} past />],
    [t('page.working'), hosted.task === null ? '–' : <TaskLink key="t" id={hosted.task} />],
    [
      t('page.lastDecision'),
      lastDecision ? (
        <span key="d">
          <TaskLink id={lastDecision.task} /> <DecisionText decision={lastDecision} />
        </span>
      ) : (
        '–'
      ),
    ],
    [t('page.runs2'), t('runsOf', hosted.runs)],
    [t('column.earned'), <Amount key="e" value={hosted.earned} />],
    [t('page.hotKey'), <AccountName key="k" address={hosted.hotKey} />],
    [t('page.hotKeyFree'), <Amount key="f" value={hosted.hotKeyFree} />],
    ...(hosted.error
      ? [[t('page.error'), inWords(hosted.error.said, hosted.error.message)] as [string, React.ReactNode]]
      : []),
  ]
  return (
    <Stack gap="md">
      <Facts rows={rows} />
      <Usage did={did} />
      {(start.error ?? stop.error) && <ErrorPanel error={start.error ?? stop.error} />}
      <Group>
        {hosted.enabled ? (
          <Button variant="default" loading={stop.isPending} onClick={() => stop.mutate({ did })}>
            {t('page.stop')}
          </Button>
        ) : (
          <Button loading={start.isPending} onClick={() => start.mutate({ did })}>
            {t('page.start')}
          </Button>
        )}
        {hosted.error?.code === 'hot-key-low' && <FillUp did={did} owner={owner} />}
        <SignButton
          from={owner}
          action={{ type: 'agent.unhost', did }}
          label={t('page.unhost')}
          lead={t('page.unhostWhy')}
          confirm={t('page.unhost')}
          variant="default"
          danger
        />
      </Group>
    </Stack>
  )
}
