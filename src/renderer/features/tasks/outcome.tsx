import { Group, List, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { Amount } from '../../ui/amount.tsx'
import { AccountName } from '../../ui/names.tsx'
import { sharesOf, whyOf, type Line } from './shares.ts'

/** How a task ended for each party: who got and gave what, and why. */
export const Outcome = ({ task }: { task: TaskDetail }) => {
  const { t } = useTranslation('tasks')
  const why = whyOf(task)
  return (
    <Stack gap="md">
      {why && <Text>{t(`outcome.why.${why}`)}</Text>}
      {sharesOf(task).map(({ role, address, lines }) => (
        <Stack key={role + address} gap={4}>
          <Group gap="xs">
            <Text span fw={600}>
              {t(`outcome.${role}`)}
            </Text>
            {role !== 'treasury' && <AccountName address={address} />}
          </Group>
          <List listStyleType="none" spacing={2} aria-label={t(`outcome.${role}`)}>
            {lines.map((line, index) => (
              <LineView key={index} line={line} />
            ))}
          </List>
        </Stack>
      ))}
      {task.agent !== null && task.submitter === task.agentOwner && <Text>{t('outcome.oneself')}</Text>}
    </Stack>
  )
}

const LineView = ({ line }: { line: Line }) => {
  const { t } = useTranslation('tasks')
  const got = line.side === 'got'
  return (
    <List.Item>
      <Text span fw={600} c={got ? 'var(--ok)' : undefined}>
        {got ? '+' : '\u2212'}
        <Amount value={line.amount} />
      </Text>{' '}
      {line.side === 'got' ? t(`outcome.got.${line.kind}`) : t(`outcome.gave.${line.kind}`)}
    </List.Item>
  )
}
