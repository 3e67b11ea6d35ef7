import { Text, type TextProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Planck } from '../../contract/common.ts'
import { exactTime } from './time.tsx'
import classes from './ui.module.css'
import { exactAinu, formatAinu } from './figures.ts'

type Props = {
  /** The amounts that the sentence names, planck, in its order. */
  amounts?: (Planck | bigint)[]
  /** The moment that the sentence names, ms. */
  at?: number | null
  children: React.ReactNode
} & TextProps

/** A sentence with shortened amounts or a relative time in it: what exactly they are is there on hover. */
export const Exact = ({ amounts = [], at, children, ...text }: Props) => {
  const { t } = useTranslation()
  const exact = amounts
    .filter((amount) => exactAinu(amount) !== formatAinu(amount))
    .map((amount) => `${exactAinu(amount)} ${t('ainu')}`)
  if (at != null) exact.push(exactTime(at))
  return (
    <Text
      span
      inherit
      className={classes.figures}
      {...(exact.length > 0 && { title: exact.join(', ') })}
      {...text}
    >
      {children}
    </Text>
  )
}
