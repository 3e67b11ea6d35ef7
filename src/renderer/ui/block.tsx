import type { TextProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Copyable } from './copyable.tsx'
import { exactTime } from './time.tsx'
import classes from './ui.module.css'
import { figure } from './figures.ts'

/** A block by its number, to copy; on hover the moment it was made. `at`: ms of chain time, where it is known. */
export const Block = ({ number, at, ...text }: { number: number; at?: number } & TextProps) => {
  const { t } = useTranslation()
  const words = t('block', { number: figure(number) })
  return (
    <Copyable
      value={String(number)}
      what={t('blockNumber')}
      hint={at === undefined ? words : `${words}, ${exactTime(at)}`}
      fz="xs"
      c="dimmed"
      className={classes.nowrap}
      {...text}
    >
      {words}
    </Copyable>
  )
}
