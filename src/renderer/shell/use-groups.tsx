import type { SpotlightActionGroupData } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { IconListCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { folded } from '../../contract/seen.ts'
import { orpc } from '../api.ts'
import { shorten } from '../ui/copyable.tsx'
import { Identicon } from '../ui/identicon.tsx'
import { didName } from '../ui/names.tsx'
import { useAccounts } from '../ui/use-accounts.ts'
import { useContacts } from '../ui/use-contacts.ts'
import { places } from './nav.ts'
import { useCommands } from './use-commands.ts'

/** Entries of a group: none pushes the others out of sight. */
const MOST = 8
const FEW = 5

const useFound = (text: string, enabled: boolean) => {
  const input = { limit: text.trim() ? MOST : FEW, ...(text.trim() && { text: text.trim() }) }
  const agents = useQuery({ ...orpc.agents.list.queryOptions({ input }), enabled }).data?.items ?? []
  const tasks = useQuery({ ...orpc.tasks.list.queryOptions({ input }), enabled }).data?.items ?? []
  return { agents, tasks }
}

/** What the palette has for a text. `enabled`: the core answers and somebody is looking. */
export const useGroups = (text: string, enabled: boolean): SpotlightActionGroupData[] => {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const accounts = useAccounts() ?? []
  const contacts = useContacts() ?? []
  const { agents, tasks } = useFound(text, enabled)
  const commands = useCommands(enabled)
  const nameOf = (owner: string) =>
    [...accounts, ...contacts].find(({ address }) => address === owner)?.name ?? shorten(owner)
  const go = (to: string) => () => void navigate({ to })
  const wanted = folded(text)
  const named = (...names: string[]) => names.some((name) => folded(name).includes(wanted))

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
      actions: agents.map(({ did, title, owner }) => ({
        id: did,
        label: title ?? didName(did),
        description: `${did}, ${nameOf(owner)}`,
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

  return groups.filter(({ actions }) => actions.length > 0)
}
