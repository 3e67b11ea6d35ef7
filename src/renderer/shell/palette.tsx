import { Kbd, Text, UnstyledButton, VisuallyHidden, useComputedColorScheme } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Spotlight, spotlight, type SpotlightActionGroupData } from '@mantine/spotlight'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import {
  IconPlus,
  IconSearch,
  IconSend,
  IconCopy,
  IconDroplet,
  IconRocket,
  IconSun,
} from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { Identicon } from '../ui/identicon.tsx'
import { didName } from '../ui/names.tsx'
import { useAccounts } from '../ui/use-accounts.ts'
import { places } from './nav.ts'
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

const useFound = (text: string, enabled: boolean) => {
  const input = { limit: 20, ...(text.trim() && { text: text.trim() }) }
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
  const ready = useSystem()?.phase === 'ready'
  const { agents, tasks } = useFound(text, ready && opened)
  const other = useComputedColorScheme() === 'dark' ? 'light' : 'dark'
  const settings = useMutation(orpc.settings.set.mutationOptions())
  const clipboard = useClipboard()
  const active = accounts.find((account) => account.active)
  const go = (to: string) => () => void navigate({ to })
  const openDialog = (dialog: 'send' | 'create' | 'faucet') => () =>
    void navigate({ to: '/wallet', search: { do: dialog } })

  const groups: SpotlightActionGroupData[] = [
    {
      group: t('palette.go'),
      actions: places.map(({ to, text: name, icon: Icon }) => ({
        id: to,
        label: t(name),
        leftSection: <Icon size={20} stroke={1.75} aria-hidden />,
        onClick: go(to),
      })),
    },
    {
      group: t('palette.do'),
      actions: [
        { id: 'post', label: t('palette.postTask'), icon: IconPlus, run: go('/tasks/new') },
        { id: 'send', label: t('palette.send'), icon: IconSend, run: openDialog('send') },
        { id: 'create', label: t('palette.newAccount'), icon: IconPlus, run: openDialog('create') },
        ...(active
          ? [
              {
                id: 'receive',
                label: t('palette.receive'),
                icon: IconCopy,
                run: () => clipboard.copy(active.address),
              },
              { id: 'faucet', label: t('palette.faucet'), icon: IconDroplet, run: openDialog('faucet') },
            ]
          : []),
        {
          id: 'theme',
          label: t('palette.theme'),
          icon: IconSun,
          run: () => settings.mutate({ theme: other }),
        },
        { id: 'first-run', label: t('palette.firstRun'), icon: IconRocket, run: go('/welcome') },
      ].map(({ icon: Icon, run, ...action }) => ({
        ...action,
        leftSection: <Icon size={20} stroke={1.75} aria-hidden />,
        onClick: run,
      })),
    },
    {
      group: t('palette.accounts'),
      actions: accounts.map(({ address, name }) => ({
        id: address,
        label: name,
        description: address,
        leftSection: <Identicon value={address} />,
        onClick: go(`/wallet/${address}`),
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
      limit={30}
    />
  )
}
