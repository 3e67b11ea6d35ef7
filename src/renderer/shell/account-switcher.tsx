import { Group, Menu, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { IconChevronDown, IconLock, IconWallet } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { orpc } from '../api.ts'
import { Amount } from '../ui/amount.tsx'
import { Identicon } from '../ui/identicon.tsx'
import { useAccounts } from '../ui/use-accounts.ts'
import classes from './shell.module.css'
import { useMutation } from '../ui/use-mutation.ts'

/** Who acts: the active account with its free balance, and the others a click away. */
export const AccountSwitcher = () => {
  const { t } = useTranslation('shell')
  const navigate = useNavigate()
  const accounts = useAccounts()?.filter(({ kind }) => kind !== 'agent') ?? []
  const active = accounts.find((account) => account.active)
  const setActive = useMutation(orpc.wallet.setActive.mutationOptions())
  const name = active?.name ?? t('account.none')

  return (
    <Menu width="min(320px, 100vw - 16px)" position="bottom-start" shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.chip} miw={0}>
          <VisuallyHidden>{t('account.label')}</VisuallyHidden>
          {active ? <Identicon value={active.address} size={22} /> : <IconWallet size={20} aria-hidden />}
          <Text span inherit fw={600} truncate maw={180} className={active && classes.name}>
            {name}
          </Text>
          {active?.free != null && (
            <span className={classes.name}>
              <Amount value={active.free} />{' '}
              <Text span inherit c="dimmed" className={classes.detail}>
                {t('account.free')}
              </Text>
            </span>
          )}
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {accounts.length > 0 && <Menu.Label>{t('account.switch')}</Menu.Label>}
        {accounts.map((account) => (
          <Menu.Item
            key={account.address}
            leftSection={<Identicon value={account.address} />}
            rightSection={account.free !== null && <Amount value={account.free} fz="sm" c="dimmed" />}
            aria-current={account.active}
            onClick={() => setActive.mutate({ address: account.address })}
          >
            <Group gap={6} wrap="nowrap">
              <Text span inherit fw={account.active ? 600 : 400} truncate>
                {account.name}
              </Text>
              {account.kind === 'owner' && !account.unlocked && <IconLock size={14} aria-hidden />}
            </Group>
          </Menu.Item>
        ))}
        {accounts.length > 0 && <Menu.Divider />}
        <Menu.Item
          leftSection={<IconWallet size={18} aria-hidden />}
          onClick={() => void navigate({ to: '/wallet' })}
        >
          {t('account.manage')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
