import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { OptionField } from './option-fields.ts'

type Props = {
  field: OptionField
  value: unknown
  /** `undefined` leaves the option to the agent. */
  onChange: (value: unknown) => void
  error: string | null
}

/** One option: a choice, a switch, a number or a text. */
export const OptionInput = ({ field, value, onChange, error }: Props) => {
  const { t } = useTranslation('tasks')
  const { label, hint, kind, choices, needed, usual } = field
  const common = {
    label,
    description: hint,
    error,
    required: needed,
    placeholder: usual === undefined ? '' : t('wizard.optionUsual', { usual: String(usual).slice(0, 80) }),
  }
  // What is being typed, such as "0.", is no number yet.
  const [typed, setTyped] = useState<string | number>(typeof value === 'number' ? value : '')
  switch (kind) {
    case 'choice': {
      const at = choices.findIndex((choice) => choice === value)
      return (
        <Select
          {...common}
          data={choices.map((choice, index) => ({ value: `${index}`, label: String(choice).slice(0, 200) }))}
          value={at < 0 ? null : `${at}`}
          onChange={(next) => onChange(next === null ? undefined : choices[Number(next)])}
          clearable={!needed}
          openOnFocus={false}
        />
      )
    }
    case 'switch':
      return (
        <Checkbox
          label={label}
          description={hint}
          error={error}
          checked={(value ?? usual) === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'integer':
    case 'number':
      return (
        <NumberInput
          {...common}
          value={typeof typed === 'number' && typed !== value ? (value as number) : typed}
          onChange={(next) => {
            setTyped(next)
            onChange(next === '' ? undefined : Number(next))
          }}
          allowDecimal={kind === 'number'}
        />
      )
    case 'text':
      return (
        <TextInput
          {...common}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.currentTarget.value || undefined)}
        />
      )
  }
}
