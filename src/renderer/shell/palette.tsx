import { Kbd, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Spotlight, spotlight } from '@mantine/spotlight'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useGroups } from './use-groups.tsx'
import { useSystem } from './use-system.ts'
import classes from './shell.module.css'

/** Opens the palette; shows its keys. */
export const PaletteButton = () => {
  const { t } = useTranslation('shell')
  return (
    <UnstyledButton className={classes.chip} onClick={() => spotlight.open()}>
      <IconSearch size={18} aria-hidden />
      <VisuallyHidden>{t('palette.open')}</VisuallyHidden>
      <Text span visibleFrom="lg">
        <Kbd size="xs">{/Mac/.test(navigator.userAgent) ? '⌘' : 'Ctrl'} K</Kbd>
      </Text>
    </UnstyledButton>
  )
}

/** Ctrl/Cmd-K: every place, action, account, agent and task by name. */
export const Palette = () => {
  const { t } = useTranslation('shell')
  const [text, setText] = useState('')
  const [opened, setOpened] = useState(false)
  const ready = useSystem()?.phase === 'ready'
  const groups = useGroups(text, ready && opened)
  return (
    <Spotlight
      actions={groups}
      query={text}
      onQueryChange={setText}
      onSpotlightOpen={() => setOpened(true)}
      onSpotlightClose={() => setOpened(false)}
      shortcut={['mod + K']}
      nothingFound={t('palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={20} aria-hidden />,
        placeholder: t('palette.placeholder'),
        'aria-label': t('palette.placeholder'),
      }}
      highlightQuery
      scrollable
      maxHeight={420}
      // Filtered above: what the core found fits, also where the words are not in its title.
      filter={(_, found) => found}
    />
  )
}
