import { useComputedColorScheme } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import {
  IconAddressBook,
  IconCopy,
  IconDatabaseImport,
  IconDownload,
  IconDroplet,
  IconEye,
  IconFileExport,
  IconLock,
  IconLockOpen,
  IconPackageImport,
  IconPlugConnected,
  IconPlus,
  IconRocket,
  IconSend,
  IconSun,
  IconSwitchHorizontal,
  type Icon,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { client } from '../api.ts'
import { useAccounts } from '../ui/use-accounts.ts'
import { useAct } from './use-act.ts'
import { useHostingCommands } from './use-hosting-commands.ts'

export type Command = { id: string; label: string; icon: Icon; run: () => void }

/** What can be done from anywhere, in words. `enabled`: the core answers and somebody is looking. */
export const useCommands = (enabled: boolean): Command[] => {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const accounts = useAccounts() ?? []
  const other = useComputedColorScheme() === 'dark' ? 'light' : 'dark'
  const clipboard = useClipboard()
  const active = accounts.find((account) => account.active)
  const act = useAct()
  const go = (to: string) => () => void navigate({ to })
  const wallet = (dialog: 'send' | 'create' | 'import' | 'watch' | 'faucet' | 'unlock' | 'export') => () =>
    void navigate({ to: '/wallet', search: { do: dialog } })
  const hosting = useHostingCommands(enabled)
  const owner = active?.kind === 'owner' ? active : undefined

  const always: Command[] = [
    { id: 'post', label: t('palette.postTask'), icon: IconPlus, run: go('/tasks/new') },
    { id: 'create', label: t('palette.newAccount'), icon: IconPlus, run: wallet('create') },
    { id: 'import', label: t('palette.import'), icon: IconDownload, run: wallet('import') },
    { id: 'contacts', label: t('palette.addressBook'), icon: IconAddressBook, run: go('/contacts') },
    { id: 'watch', label: t('palette.watch'), icon: IconEye, run: wallet('watch') },
    {
      id: 'install',
      label: t('palette.install'),
      icon: IconPackageImport,
      run: () => void navigate({ to: '/agents', search: { tab: 'catalogue', install: true } }),
    },
    { id: 'switch', label: t('palette.switchNetwork'), icon: IconSwitchHorizontal, run: go('/network') },
    {
      id: 'reconnect',
      label: t('palette.reconnect'),
      icon: IconPlugConnected,
      run: () => act(() => client.chain.reconnect()),
    },
    {
      id: 'rebuild',
      label: t('palette.rebuild'),
      icon: IconDatabaseImport,
      run: () => void navigate({ to: '/network', search: { rebuild: true } }),
    },
    {
      id: 'theme',
      label: t('palette.theme'),
      icon: IconSun,
      run: () => act(() => client.settings.set({ theme: other })),
    },
    { id: 'first-run', label: t('palette.firstRun'), icon: IconRocket, run: go('/welcome') },
  ]
  const ofAccount: Command[] = active
    ? [
        {
          id: 'receive',
          label: t('palette.receive'),
          icon: IconCopy,
          run: () => clipboard.copy(active.address),
        },
        { id: 'faucet', label: t('palette.faucet'), icon: IconDroplet, run: wallet('faucet') },
      ]
    : []
  const ofOwner: Command[] = owner
    ? [
        { id: 'send', label: t('palette.send'), icon: IconSend, run: wallet('send') },
        owner.unlocked
          ? {
              id: 'lock',
              label: t('palette.lock', { name: owner.name }),
              icon: IconLock,
              run: () => act(() => client.wallet.lock({ address: owner.address })),
            }
          : {
              id: 'unlock',
              label: t('palette.unlock', { name: owner.name }),
              icon: IconLockOpen,
              run: wallet('unlock'),
            },
        {
          id: 'export',
          label: t('palette.export', { name: owner.name }),
          icon: IconFileExport,
          run: wallet('export'),
        },
      ]
    : []
  return [...always.slice(0, 1), ...ofOwner, ...ofAccount, ...always.slice(1), ...hosting]
}
