import { Select, Stack, Switch } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../contract/settings.ts'
import { Section } from '../../ui/page.tsx'

type Props = { settings: Settings; save: (changes: Partial<Settings>) => void }
const choices = ['ask', 'background', 'quit'] as const
const switches = ['startAtLogin', 'keepAwake'] as const

/** What the desktop does while nobody looks at its window. */
export const Background = ({ settings, save }: Props) => {
  const { t } = useTranslation('settings')
  return (
    <Section title={t('background')}>
      <Stack gap="md">
        <Select
          label={t('whenClosed.label')}
          maw={360}
          allowDeselect={false}
          data={choices.map((value) => ({ value, label: t(`whenClosed.${value}`) }))}
          value={settings.whenClosed}
          onChange={(whenClosed) => whenClosed && save({ whenClosed })}
        />
        {switches.map((name) => (
          <Switch
            key={name}
            label={t(`${name}.label`)}
            description={t(`${name}.hint`)}
            checked={settings[name]}
            onChange={({ currentTarget }) => save({ [name]: currentTarget.checked })}
          />
        ))}
      </Stack>
    </Section>
  )
}
