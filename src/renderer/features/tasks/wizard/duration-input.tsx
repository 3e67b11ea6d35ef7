import { Group, NumberInput, Select } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const units = { s: 1_000, min: 60_000, h: 3_600_000 } as const
type Unit = keyof typeof units
const unitOf = (ms: number): Unit => (ms % units.h === 0 ? 'h' : ms % units.min === 0 ? 'min' : 's')

type Props = {
  label: string
  description: string
  value: number
  onChange: (ms: number) => void
  error?: boolean
}

/** A length of time as a number and a unit; gives ms. */
export const DurationInput = ({ label, description, value, onChange, error = false }: Props) => {
  const { t } = useTranslation('tasks')
  const [unit, setUnit] = useState<Unit>(() => unitOf(value))
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <NumberInput
        label={label}
        description={description}
        value={value / units[unit]}
        onChange={(next) => onChange(Math.round(Number(next) * units[unit]))}
        min={0}
        allowNegative={false}
        decimalScale={2}
        error={error}
        flex={1}
      />
      <Select
        aria-label={`${label}: ${t('wizard.unit')}`}
        data={(Object.keys(units) as Unit[]).map((key) => ({ value: key, label: t(`wizard.units.${key}`) }))}
        value={unit}
        allowDeselect={false}
        onChange={(next) => {
          const chosen = (next as Unit | null) ?? unit
          onChange(Math.round((value / units[unit]) * units[chosen]))
          setUnit(chosen)
        }}
        w={120}
      />
    </Group>
  )
}
