import { Text, type TextProps } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Planck } from '../../contract/common.ts'
import classes from './ui.module.css'
import { exactAinu, formatAinu } from './figures.ts'

/** An amount of planck as AINU: at most 4 decimals, the exact figure on hover, figures of equal width. */
export const Amount = ({
  value,
  unit = true,
  ...text
}: { value: Planck | bigint; unit?: boolean } & TextProps) => {
  const { t } = useTranslation()
  const short = formatAinu(value)
  const exact = exactAinu(value)
  return (
    <Text
      span
      inherit
      className={classes.figures}
      {...(short !== exact && { title: `${exact} ${t('ainu')}` })}
      {...text}
    >
      {short}
      {unit && <span className={classes.unit}>&nbsp;{t('ainu')}</span>}
    </Text>
  )
}

/**
 * What an amount became more or less by, with its sign; nothing for 0. `comesIn`: whether more is the user's, which alone
 * is green.
 */
export const SignedAmount = ({ value, comesIn = true }: { value: string; comesIn?: boolean }) => {
  const amount = BigInt(value)
  if (amount === 0n) return null
  return (
    <Text span inherit className={classes.nowrap} c={comesIn && amount > 0n ? 'var(--ok)' : undefined}>
      {amount > 0n && '+'}
      <Amount value={amount} unit={false} />
    </Text>
  )
}
