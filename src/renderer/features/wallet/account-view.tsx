import { ActionIcon, Alert, Button, Group, Menu, Stack, Tabs, Text, Title } from '@mantine/core'
import { IconDots, IconDownload, IconSend } from '@tabler/icons-react'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { Exact } from '../../ui/exact.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { ToneBadge } from '../../ui/state-badge.tsx'
import { relative } from '../../ui/durations.ts'
import { useNow } from '../../ui/use-now.ts'
import type { WalletDialog } from './dialogs.tsx'
import { Funds } from './funds.tsx'
import { History } from './history.tsx'
import { Transactions } from './transactions.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'

type Props = { account: Account; open: (dialog: WalletDialog) => void }

/** One account: what it is, what it can do, where its funds are, what it signed, what came in and went out. */
export const AccountView = ({ account, open }: Props) => {
  const { t } = useTranslation('wallet')
  const receive = (
    <Button
      variant="default"
      leftSection={<IconDownload size={18} aria-hidden />}
      onClick={() => open('faucet')}
    >
      {t('receive')}
    </Button>
  )
  return (
    <Stack gap="lg">
      <Heading account={account} open={open} receive={receive} />
      {account.problem && <ProblemAlert problem={account.problem} name={account.name} open={open} />}
      {account.kind === 'owner' && !account.backedUp && account.hasMnemonic && (
        <Alert color="yellow" title={t('backup.title', { name: account.name })}>
          <Group justify="space-between" gap="sm">
            <Text size="sm">{t('backup.why')}</Text>
            <Button size="xs" variant="default" onClick={() => open('reveal')}>
              {t('backup.now')}
            </Button>
          </Group>
        </Alert>
      )}
      <Views account={account} receive={receive} />
    </Stack>
  )
}

const tabs = ['overview', 'history'] as const

const Views = ({ account, receive }: { account: Account; receive: React.ReactNode }) => {
  const { t } = useTranslation('wallet')
  const { tab = 'overview' } = useSearch({ strict: false })
  const navigate = useNavigate()
  const { address } = account
  const show = (next: string | null) =>
    void navigate({
      to: '/wallet/$address',
      params: { address },
      search: next === 'history' ? { tab: next } : {},
      replace: true,
    })
  return (
    <Tabs value={tab} onChange={show} keepMounted={false}>
      <Tabs.List mb="md">
        {tabs.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`${name}.title`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      <Tabs.Panel value="overview">
        <Stack gap="lg">
          <Funds account={account} />
          <Transactions address={address} />
        </Stack>
      </Tabs.Panel>
      <Tabs.Panel value="history">
        <History account={account} receive={account.kind !== 'agent' && receive} />
      </Tabs.Panel>
    </Tabs>
  )
}

type ProblemProps = { problem: NonNullable<Account['problem']>; name: string } & Pick<Props, 'open'>

/** What is wrong with the key as it is kept, and the way out. */
const ProblemAlert = ({ problem, name, open }: ProblemProps) => {
  const { t } = useTranslation('wallet')
  const [dialog, button] =
    problem === 'unsealed' ? (['passphrase', 'changePassphrase'] as const) : (['import', 'import'] as const)
  return (
    <Alert color="red" title={t(`problem.${problem}Title`, { name })}>
      <Group justify="space-between" gap="sm">
        <Text size="sm" flex={1}>
          {t(`problem.${problem}`)}
        </Text>
        <Button size="xs" variant="default" onClick={() => open(dialog)}>
          {t(button)}
        </Button>
      </Group>
    </Alert>
  )
}

const Heading = ({ account, open, receive }: Props & { receive: React.ReactNode }) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const owner = account.kind === 'owner'
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <Group gap="sm" wrap="nowrap" miw={0}>
        <Identicon value={account.address} size={40} />
        <Stack gap={0} miw={0}>
          <Group gap="xs">
            <Title order={2}>{account.name}</Title>
            {account.kind === 'watch' && <ToneBadge tone="quiet">{ui('watchOnly')}</ToneBadge>}
            {owner && <LockState account={account} />}
          </Group>
          <Copyable value={account.address} what={ui('address')} fz="sm" c="dimmed" />
        </Stack>
      </Group>
      <Group gap="xs">
        {owner && (
          <Button leftSection={<IconSend size={18} aria-hidden />} onClick={() => open('send')}>
            {t('send')}
          </Button>
        )}
        {account.kind !== 'agent' && receive}
        {account.kind !== 'agent' && <MoreMenu account={account} open={open} />}
      </Group>
    </Group>
  )
}

const LockState = ({ account }: { account: Account }) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const now = useNow(account.unlockedUntil === null ? null : account.unlockedUntil - Date.now())
  if (!account.unlocked) return <ToneBadge tone="quiet">{ui('locked')}</ToneBadge>
  return (
    <ToneBadge tone="accent">
      <Exact at={account.unlockedUntil}>
        {account.unlockedUntil === null
          ? t('unlockedForGood')
          : t('unlockedUntil', { when: relative(account.unlockedUntil, now) })}
      </Exact>
    </ToneBadge>
  )
}

const MoreMenu = ({ account, open }: Props) => {
  const { t } = useTranslation('wallet')
  const owner = account.kind === 'owner'
  const lock = useAccountMutation(orpc.wallet.lock.mutationOptions())
  const activate = useAccountMutation(orpc.wallet.setActive.mutationOptions())
  const one = { address: account.address }
  return (
    <Menu position="bottom-end" width={240} shadow="md">
      <Menu.Target>
        <ActionIcon size={36} variant="default" aria-label={t('more', { name: account.name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {!account.active && <Menu.Item onClick={() => activate.mutate(one)}>{t('makeActive')}</Menu.Item>}
        {owner && account.unlocked && <Menu.Item onClick={() => lock.mutate(one)}>{t('lock')}</Menu.Item>}
        {owner && !account.unlocked && !account.problem && (
          <Menu.Item onClick={() => open('unlock')}>{t('unlock')}</Menu.Item>
        )}
        {owner && account.problem !== 'damaged' && (
          <Menu.Item onClick={() => open('passphrase')}>{t('changePassphrase')}</Menu.Item>
        )}
        <Menu.Item onClick={() => open('rename')}>{t('rename')}</Menu.Item>
        {owner && <Menu.Item onClick={() => open('export')}>{t('export')}</Menu.Item>}
        {owner && <Menu.Item onClick={() => open('reveal')}>{t('reveal')}</Menu.Item>}
        <Menu.Divider />
        <Menu.Item color="red" onClick={() => open('forget')}>
          {t('forget')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
