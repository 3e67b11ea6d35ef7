import { Text, type TextProps } from '@mantine/core'
import dayjs from 'dayjs'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import { useChainNow } from './use-chain-now.ts'
import { useNow } from './use-now.ts'
import { duration, relative } from './durations.ts'
import classes from './ui.module.css'
import { figure } from './figures.ts'

export const exactTime = (ms: number) => dayjs(ms).format(i18next.t('time.exact'))

/**
 * A moment (ms since the epoch) relative to now, exact on hover. `now`: chain time where the moment is one of the
 * chain's, so that a fast development clock still counts down rightly; default: this machine's clock. `past`: it has
 * happened, so where a clock was set back it is now, not in the future.
 */
export const Time = ({
  at,
  now,
  past,
  ...text
}: { at: number | null; now?: number; past?: boolean } & TextProps) => {
  const { t } = useTranslation()
  const clock = useNow(at === null ? null : (now ?? Date.now()) - at)
  if (at === null) return <>{t('time.never')}</>
  return (
    <Text span inherit className={`${classes.figures} ${classes.nowrap}`} title={exactTime(at)} {...text}>
      <time dateTime={new Date(at).toISOString()}>
        {relative(past ? Math.min(at, now ?? clock) : at, now ?? clock)}
      </time>
    </Text>
  )
}

/** A moment of the chain, by its clock. */
export const ChainTime = ({ at }: { at: number }) => <Time at={at} now={useChainNow()} />

/** A length of time in ms as people say it: "3 min", "1 h 20 min", "2 d 4 h". */
export const Duration = ({ ms, ...text }: { ms: number } & TextProps) => (
  <Text span inherit className={classes.figures} title={`${figure(ms)} ms`} {...text}>
    {duration(ms)}
  </Text>
)
