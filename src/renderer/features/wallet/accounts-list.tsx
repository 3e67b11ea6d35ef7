import { Box, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { IconAlertTriangle, IconEye, IconLock, IconLockOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { Amount } from '../../ui/amount.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { didName } from '../../ui/names.tsx'
import ui from '../../ui/ui.module.css'
import classes from './wallet.module.css'

const KindIcon = ({ account }: { account: Account }) => {
  const { t } = useTranslation()
  const { t: own } = useTranslation('wallet')
  if (account.problem)
    return <IconAlertTriangle size={14} color="var(--bad)" aria-label={own('problem.short')} />
  if (account.kind === 'watch') return <IconEye size={14} aria-label={t('watchOnly')} />
  return account.unlocked ? (
    <IconLockOpen size={14} aria-label={t('unlocked')} />
  ) : (
    <IconLock size={14} aria-label={t('locked')} />
  )
}

type Props = { accounts: Account[]; selected: Account | undefined }

/** The accounts, each with what it holds in all; keys of agents are kept apart. */
export const AccountsList = ({ accounts, selected }: Props) => {
  const { t } = useTranslation('wallet')
  const people = accounts.filter(({ kind }) => kind !== 'agent')
  // A key that was made for a registration which then did not happen holds nothing and works for nobody.
  const hosted = useQuery(orpc.agents.hosted.queryOptions()).data?.map(({ did }) => did) ?? []
  const used = ({ agent, total }: Account) => hosted.includes(agent ?? '') || BigInt(total ?? 0) > 0n
  const agents = accounts.filter((account) => account.kind === 'agent' && used(account))
  const row = (account: Account) => (
    <Link
      key={account.address}
      to="/wallet/$address"
      params={{ address: account.address }}
      className={classes.account}
      data-selected={account.address === selected?.address}
      aria-current={account.address === selected?.address ? 'page' : undefined}
    >
      <Identicon value={account.address} size={28} />
      <Stack gap={0} flex={1} miw={0}>
        <Text fw={600} truncate>
          {account.agent === null ? account.name : didName(account.agent)}
        </Text>
        <Group gap={6} c="dimmed">
          {account.kind !== 'agent' && <KindIcon account={account} />}
          {account.active && (
            <Text span size="xs">
              {t('active')}
            </Text>
          )}
          {account.total !== null && (
            <Text span size="sm" c="var(--mantine-color-text)" ms="auto" className={ui.nowrap}>
              <Amount value={account.total} /> {t('inAll')}
            </Text>
          )}
        </Group>
      </Stack>
    </Link>
  )
  return (
    <Stack gap="sm">
      <Box className={ui.panel} p={4} component="nav" aria-label={t('accounts')}>
        {people.map(row)}
      </Box>
      {agents.length > 0 && (
        <Box className={ui.panel} p={4} component="nav" aria-label={t('hotKeys')}>
          <Text size="sm" fw={600} px="sm" pt="xs">
            {t('hotKeys')}
          </Text>
          <Text size="xs" c="dimmed" px="sm" pb="xs">
            {t('hotKeysWhy')}
          </Text>
          {agents.map(row)}
        </Box>
      )}
    </Stack>
  )
}
