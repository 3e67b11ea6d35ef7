import { Text, TextInput, type TextInputProps } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Planck } from '../../contract/common.ts'
import { parseAinu } from './planck.ts'
import classes from './ui.module.css'
import { exactAinu } from './figures.ts'

type Props = Omit<TextInputProps, 'value' | 'onChange' | 'defaultValue'> & {
  /** Planck; null while the field is empty or not an amount. */
  value?: Planck | null
  onChange?: (planck: Planck | null) => void
}

/** A field for AINU that gives planck, exactly: no floating point on the way. */
export const AmountInput = ({ value = null, onChange, error, ...input }: Props) => {
  const { t } = useTranslation()
  const [typed, setTyped] = useState<{ text: string; planck: Planck | null } | null>(null)
  // What was typed is kept as typed ("1.50") for as long as it stands for the value.
  const text = typed && typed.planck === value ? typed.text : value === null ? '' : exactAinu(value)
  const parsed = parseAinu(text)
  const problem = 'problem' in parsed && parsed.problem !== 'empty' ? t(`amount.${parsed.problem}`) : null

  return (
    <TextInput
      inputMode="decimal"
      autoComplete="off"
      rightSection={
        <Text size="sm" c="dimmed">
          {t('ainu')}
        </Text>
      }
      rightSectionWidth={56}
      rightSectionPointerEvents="none"
      classNames={{ input: classes.figures }}
      {...input}
      value={text}
      error={problem ?? error}
      onChange={(event) => {
        const next = parseAinu(event.currentTarget.value)
        const planck = 'planck' in next ? next.planck : null
        setTyped({ text: event.currentTarget.value, planck })
        onChange?.(planck)
      }}
    />
  )
}
