import { Kbd, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconListCheck, IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { Identicon } from '../ui/identicon.tsx'
import { didName } from '../ui/names.tsx'
import { useAccounts } from '../ui/use-accounts.ts'
import { useContacts } from '../ui/use-contacts.ts'
import { places } from './nav.ts'
import { useCommands } from './use-commands.ts'
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

/** Entries of a group: none pushes the others out of sight. */
const MOST = 8
const FEW = 5

const useFound = (text: string, enabled: boolean) => {
  const input = { limit: text.trim() ? MOST : FEW, ...(text.trim() && { text: text.trim() }) }
  const agents = useQuery({ ...orpc.agents.list.queryOptions({ input }), enabled }).data?.items ?? []
  const tasks = useQuery({ ...orpc.tasks.list.queryOptions({ input }), enabled }).data?.items ?? []
  return { agents, tasks }
}

/** Ctrl/Cmd-K: every place, action, account, agent and task by name. */
export const Palette = () => {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const [text, setText] = useState('')
  const [opened, setOpened] = useState(false)
  const accounts = useAccounts() ?? []
  const contacts = useContacts() ?? []
  const ready = useSystem()?.phase === 'ready'
  const { agents, tasks } = useFound(text, ready && opened)
  const commands = useCommands(ready && opened)
  const go = (to: string) => () => void navigate({ to })
  const wanted = text.trim().toLowerCase()
  const named = (...names: string[]) => names.some((name) => name.toLowerCase().includes(wanted))

  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.go'),
      actions: places
        .filter(({ text: name }) => named(t(name)))
        .map(({ to, text: name, icon: Icon }) => ({
          id: to,
          label: t(name),
          leftSection: <Icon size={20} stroke={1.75} aria-hidden />,
          onClick: go(to),
        })),
    },
    {
      group: t('palette.do'),
      actions: commands
        .filter(({ label }) => named(label))
        .slice(0, wanted ? MOST : FEW)
        .map(({ id, label, icon: Icon, run }) => ({
          id,
          label,
          leftSection: <Icon size={20} stroke={1.75} aria-hidden />,
          onClick: run,
        })),
    },
    {
      group: t('palette.accounts'),
      actions: accounts
        .filter(({ address, name }) => named(name, address))
        .slice(0, MOST)
        .map(({ address, name }) => ({
          id: address,
          label: name,
          description: address,
          leftSection: <Identicon value={address} />,
          onClick: go(`/wallet/${address}`),
        })),
    },
    {
      group: t('palette.contacts'),
      actions: contacts
        .filter(({ address, name }) => named(name, address))
        .slice(0, wanted ? MOST : FEW)
        .map(({ address, name }) => ({
          id: `contact-${address}`,
          label: name,
          description: address,
          leftSection: <Identicon value={address} />,
          onClick: () => void navigate({ to: '/contacts', search: { text: address } }),
        })),
    },
    {
      group: t('palette.agents'),
      actions: agents.map(({ did, title }) => ({
        id: did,
        label: title ?? didName(did),
        description: did,
        leftSection: <Identicon value={did} />,
        onClick: go(`/agents/${encodeURIComponent(did)}`),
      })),
    },
    {
      group: t('palette.tasks'),
      actions: tasks.map(({ id, title }) => ({
        id: `task-${id}`,
        label: `#${id} ${title}`,
        leftSection: <IconListCheck size={20} stroke={1.75} aria-hidden />,
        onClick: go(`/tasks/${id}`),
      })),
    },
  ]

  return (
    <Spotlight
      actions={groups.filter(({ actions }) => actions.length > 0)}
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
