import { Anchor, NumberInput, SegmentedControl, Select, Stack, Text } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../contract/settings.ts'
import { orpc } from '../../api.ts'
import type { Language } from '../../language.ts'
import { useChain, useSystem } from '../../shell/use-system.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Facts, Page, Section } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { NetworkForm } from '../network/network-form.tsx'
import { CoreLog } from './core-log.tsx'
import { isElectron } from '../../link.ts'
import { Background } from './background.tsx'
import { NotificationSettings } from './notifications.tsx'
import { SpeedInput } from './speed-input.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

/** Settings save themselves as they are changed; each says what it does. */
export const SettingsPage = () => {
  const { t } = useTranslation('settings')
  const queries = useQueryClient()
  const settings = useQuery(orpc.settings.get.queryOptions())
  const save = useMutation({
    ...orpc.settings.set.mutationOptions(),
    onSuccess: (saved) => queries.setQueryData(orpc.settings.get.queryKey(), saved),
  })
  return (
    <Page title={t('title')} width="narrow">
      {save.error && <ErrorPanel error={save.error} />}
      <QueryView query={settings}>{(data) => <SettingsForm settings={data} save={save.mutate} />}</QueryView>
    </Page>
  )
}

type Props = { settings: Settings; save: (changes: Partial<Settings>) => void }
/** Each by its own name, for who cannot read the present one. */
const languages: Record<Language, string> = { en: 'English', de: 'Deutsch' }
const themes = ['system', 'light', 'dark'] as const
const executors = ['v8', 'stock'] as const

const SettingsForm = ({ settings, save }: Props) => {
  const { t } = useTranslation('settings')
  const chain = useChain()
  return (
    <Stack gap="lg">
      <Section title={t('appearance')}>
        <Text size="sm" fw={500} id="theme-label" mb={4}>
          {t('theme.label')}
        </Text>
        <SegmentedControl
          aria-labelledby="theme-label"
          data={themes.map((value) => ({ value, label: t(`theme.${value}`) }))}
          value={settings.theme}
          onChange={(theme) => save({ theme })}
        />
        <Select
          label={t('language.label')}
          mt="md"
          maw={280}
          allowDeselect={false}
          data={[
            { value: 'system' as const, label: t('language.system') },
            ...(Object.keys(languages) as Language[]).map((value) => ({ value, label: languages[value] })),
          ]}
          value={settings.language}
          onChange={(language) => language && save({ language })}
        />
      </Section>
      <Section title={t('keys')}>
        <NumberInput
          label={t('unlock.label')}
          description={t('unlock.hint')}
          min={1}
          max={1440}
          clampBehavior="strict"
          allowDecimal={false}
          suffix={` ${t('unlock.unit')}`}
          maw={280}
          value={settings.unlockMinutes}
          onChange={(value) => typeof value === 'number' && value >= 1 && save({ unlockMinutes: value })}
        />
      </Section>
      <NotificationSettings settings={settings} save={save} />
      {isElectron() && <Background settings={settings} save={save} />}
      <Section title={t('development')}>
        <Stack gap="md">
          <SpeedInput speed={settings.devSpeed} onChange={(devSpeed) => save({ devSpeed })} />
          <Select
            label={t('executor.label')}
            description={t('executor.hint')}
            maw={280}
            allowDeselect={false}
            data={executors.map((value) => ({ value, label: t(`executor.${value}`) }))}
            value={settings.executor}
            onChange={(value) => value && save({ executor: value })}
          />
        </Stack>
      </Section>
      <Section title={t('network')}>
        {chain && <NetworkForm key={JSON.stringify(chain.network)} current={chain.network} />}
      </Section>
      <About />
    </Stack>
  )
}

const About = () => {
  const { t } = useTranslation('settings')
  const system = useSystem()
  return (
    <Section title={t('about')}>
      <Stack gap="md">
        <Facts
          rows={[
            [t('version'), system?.version ?? '–'],
            [
              t('firstRun'),
              <Anchor key="first-run" component={Link} to="/welcome" size="sm">
                {t('firstRunAgain')}
              </Anchor>,
            ],
          ]}
        />
        <CoreLog />
      </Stack>
    </Section>
  )
}
