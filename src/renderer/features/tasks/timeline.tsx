import { Box, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { Amount } from '../../ui/amount.tsx'
import { Block } from '../../ui/block.tsx'
import { Exact } from '../../ui/exact.tsx'
import { relative } from '../../ui/durations.ts'
import { Time } from '../../ui/time.tsx'
import classes from './tasks.module.css'
import { stopsOf, type Stop } from './track.ts'
import { inWords } from '../../said.ts'

type Props = { task: TaskDetail; now: number }

/** The life of a task as a track: what happened with its time, block and money, where it stands, what is ahead. */
export const Timeline = ({ task, now }: Props) => {
  const { t } = useTranslation('tasks')
  return (
    <Box className={classes.scroll} tabIndex={0} role="region" aria-label={t('track.label')}>
      <ol className={classes.track}>
        {stopsOf(task).map((stop) => (
          <StopView key={stop.state} stop={stop} deadline={task.deadline} now={now} />
        ))}
      </ol>
    </Box>
  )
}

const StopView = ({ stop, deadline, now }: { stop: Stop; deadline: number | null; now: number }) => {
  const { t } = useTranslation('tasks')
  const { t: ui } = useTranslation('ui')
  const { t: kinds } = useTranslation('settlement')
  const { entry, status, state } = stop
  const ended = status === 'refunded' ? 'refunded' : 'done'
  return (
    <li
      className={classes.stop}
      data-status={status}
      aria-current={status === 'current' ? 'step' : undefined}
    >
      <span className={classes.dot} aria-hidden />
      <Text size="sm" fw={status === 'ahead' ? 400 : 600} c={status === 'ahead' ? 'dimmed' : undefined}>
        {ui(`state.${state === 'finalized' ? ended : state}`)}
      </Text>
      {entry ? (
        <>
          <Text size="xs" c="dimmed" component="div">
            <Time at={entry.at} now={now} /> · <Block number={entry.block} at={entry.at} />
          </Text>
          <Text size="xs">{inWords(entry.said, entry.text)}</Text>
          {entry.money.map((move, index) => (
            <Text key={index} size="xs" fw={600}>
              <Amount value={move.amount} /> {kinds(`kind.${move.kind}`)}
            </Text>
          ))}
        </>
      ) : (
        <Text size="xs" c="dimmed">
          {t('track.ahead')}
        </Text>
      )}
      {status === 'current' && deadline !== null && (
        <Text size="xs" c="var(--accent)" fw={600}>
          <Exact at={deadline}>
            {t('track.endsIn', { when: deadline <= now ? ui('time.due') : relative(deadline, now) })}
          </Exact>
        </Text>
      )}
    </li>
  )
}
