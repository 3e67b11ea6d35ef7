import { Button, Grid, Menu } from '@mantine/core'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Exact } from '../../ui/exact.tsx'
import { Page } from '../../ui/page.tsx'
import { sumPlanck } from '../../ui/planck.ts'
import { QueryView } from '../../ui/query-view.tsx'
import { AccountView } from './account-view.tsx'
import { AccountsList } from './accounts-list.tsx'
import { WalletDialogs, type WalletDialog } from './dialogs.tsx'
import { formatAinu } from '../../ui/figures.ts'

/** The wallet: all accounts, and one of them in full (the one in the address, else the active one). */
export const WalletPage = () => {
  const { t } = useTranslation('wallet')
  const { address } = useParams({ strict: false })
  const { do: dialog, to } = useSearch({ strict: false })
  const navigate = useNavigate()
  const accounts = useQuery(orpc.wallet.list.queryOptions())
  const open = (next: WalletDialog | undefined) =>
    void navigate({
      to: '.',
      search: ({ do: _, to: __, ...view }) => (next ? { ...view, do: next } : view),
      replace: next === undefined,
    })
  const show = (added: string) =>
    void navigate({ to: '/wallet/$address', params: { address: added }, search: {} })

  const all = accounts.data ?? []
  const own = all.filter(({ kind }) => kind === 'owner')
  const selected = address
    ? all.find((account) => account.address === address)
    : (all.find(({ active }) => active) ?? all.find(({ kind }) => kind !== 'agent'))
  const sumOf = (accounts: Account[]) => sumPlanck(accounts.map((account) => account.total ?? '0'))
  const total = sumOf(own)
  const keys = sumOf(all.filter(({ kind }) => kind === 'agent'))
  return (
    <Page
      title={t('title')}
      lead={
        own.length > 0 && (
          <Exact amounts={[total, keys]}>
            {t('lead', { total: formatAinu(total), count: own.length })}
            {BigInt(keys) > 0n && t('leadKeys', { amount: formatAinu(keys) })}
          </Exact>
        )
      }
      actions={
        <>
          <ButtonLink to="/contacts" variant="default">
            {t('contacts')}
          </ButtonLink>
          {all.length > 0 && <AddMenu open={open} />}
        </>
      }
    >
      <QueryView query={accounts}>
        {(list) => <Accounts list={list} selected={selected} wanted={address} open={open} />}
      </QueryView>
      <WalletDialogs
        dialog={dialog}
        account={selected}
        to={to}
        onClose={() => open(undefined)}
        onShow={show}
        onForgotten={() => void navigate({ to: '/wallet', search: {} })}
      />
    </Page>
  )
}

type Opens = { open: (dialog: WalletDialog) => void }
type AccountsProps = { list: Account[]; selected: Account | undefined; wanted: string | undefined } & Opens

const Accounts = ({ list, selected, wanted, open }: AccountsProps) => {
  const { t } = useTranslation('wallet')
  if (list.length === 0)
    return (
      <EmptyState
        action={
          <Button.Group>
            <Button onClick={() => open('create')}>{t('create')}</Button>
            <Button variant="default" onClick={() => open('import')}>
              {t('import')}
            </Button>
          </Button.Group>
        }
      >
        {t('empty')}
      </EmptyState>
    )
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 3.5, xl: 3 }}>
        <AccountsList accounts={list} selected={selected} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 8.5, xl: 9 }}>
        {selected && <AccountView key={selected.address} account={selected} open={open} />}
        {!selected && wanted && <EmptyState>{t('notFound')}</EmptyState>}
      </Grid.Col>
    </Grid>
  )
}

const AddMenu = ({ open }: Opens) => {
  const { t } = useTranslation('wallet')
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />}>
          {t('add')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => open('create')}>{t('create')}</Menu.Item>
        <Menu.Item onClick={() => open('import')}>{t('import')}</Menu.Item>
        <Menu.Item onClick={() => open('watch')}>{t('watch')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
