import { Anchor, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { Facts } from '../ui/page.tsx'
import { TextSkeleton } from '../ui/loading.tsx'
import { StateBadge } from '../ui/state-badge.tsx'
import { Step } from '../ui/step.tsx'
import { Time } from '../ui/time.tsx'
import { useChain, useSystem } from './use-system.ts'
import { figure } from '../ui/figures.ts'
import { inWords } from '../said.ts'

const mebibytes = (bytes: number) => `${figure(Math.round(bytes / 1_048_576))} MiB`

/** The system in a glance: what runs, how it started, where the chain is. */
export const StatusPanel = ({ onLeave }: { onLeave: () => void }) => {
  const { t } = useTranslation('shell')
  const system = useSystem()
  const chain = useChain()
  if (!system) return <TextSkeleton lines={6} />
  return (
    <Stack gap="md">
      <Text fw={600}>{t('status.title')}</Text>
      <Facts
        rows={[
          [
            t('status.core'),
            t('status.version', { version: system.version, shell: t(`status.${system.shell}`) }),
          ],
          [t('status.since'), <Time at={system.startedAt} />],
          [t('status.chain'), chain ? <StateBadge state={chain.connection} /> : '–'],
          [t('status.database'), inWords(system.database.said, system.database.detail)],
          [t('status.memory'), mebibytes(system.memory.rss)],
          [t('status.agents'), t('status.agentsWorking', system.agents)],
        ]}
      />
      {chain?.error && (
        <Text size="sm" c="var(--bad)">
          {inWords(chain.said, chain.error ?? '')}
        </Text>
      )}
      {system.phase !== 'ready' && system.steps.length > 0 && (
        <Stack gap={6}>
          {system.steps.map((step) => (
            <Step
              key={step.name}
              state={step.state}
              name={inWords(step.said, step.name)}
              detail={step.detail && inWords(step.why, step.detail)}
            />
          ))}
        </Stack>
      )}
      <Anchor component={Link} to="/network" size="sm" onClick={onLeave}>
        {t('status.open')}
      </Anchor>
    </Stack>
  )
}
