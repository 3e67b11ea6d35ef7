import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../contract/contacts.ts'
import { folded } from '../../../contract/seen.ts'
import { orpc } from '../../api.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { DataTable, type Column } from '../../ui/data-table.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { FormFrame } from '../../ui/form-frame.tsx'
import { Identicon } from '../../ui/identicon.tsx'
import { Page } from '../../ui/page.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { SearchInput } from '../../ui/search-input.tsx'
import { useMutation } from '../../ui/use-mutation.ts'
import { ContactForm } from './contact-form.tsx'

type Open = { what: 'add' } | { what: 'rename' | 'remove'; contact: Contact } | null

/** The address book: who is who among the accounts of others. */
export const ContactsPage = () => {
  const { t } = useTranslation('contacts')
  const { text = '' } = useSearch({ from: '/contacts' })
  const navigate = useNavigate({ from: '/contacts' })
  const [open, setOpen] = useState<Open>(null)
  const query = useQuery(orpc.contacts.list.queryOptions())
  const add = (
    <Button leftSection={<IconPlus size={18} aria-hidden />} onClick={() => setOpen({ what: 'add' })}>
      {t('add')}
    </Button>
  )
  return (
    <Page title={t('title')} lead={t('lead')} actions={query.data?.length ? add : undefined}>
      <QueryView query={query}>
        {(list) =>
          list.length === 0 ? (
            <EmptyState action={add}>{t('empty')}</EmptyState>
          ) : (
            <Stack gap="md">
              <SearchInput
                label={t('search')}
                value={text}
                onChange={(next) => void navigate({ search: { text: next || undefined }, replace: true })}
              />
              <Contacts list={list} text={text} open={setOpen} />
            </Stack>
          )
        }
      </QueryView>
      <Modal
        opened={open !== null}
        onClose={() => setOpen(null)}
        title={
          open && (open.what === 'remove' ? t('removeTitle', { name: open.contact.name }) : t(open.what))
        }
      >
        {open?.what === 'remove' ? (
          <RemoveForm contact={open.contact} onDone={() => setOpen(null)} />
        ) : (
          open && (
            <ContactForm
              contact={open.what === 'rename' ? open.contact : null}
              onDone={() => setOpen(null)}
            />
          )
        )}
      </Modal>
    </Page>
  )
}

type ListProps = { list: readonly Contact[]; text: string; open: (what: Open) => void }

const Contacts = ({ list, text, open }: ListProps) => {
  const { t } = useTranslation('contacts')
  const navigate = useNavigate()
  const wanted = folded(text)
  const rows = list.filter(({ name, address }) => folded(`${name} ${address}`).includes(wanted))
  const columns: Column<Contact>[] = [
    {
      key: 'name',
      title: t('column.name'),
      cell: ({ name, address }) => (
        <Group gap={6} wrap="nowrap">
          <Identicon value={address} />
          <Text span inherit style={{ overflowWrap: 'anywhere' }}>
            {name}
          </Text>
        </Group>
      ),
      sort: ({ name }) => name,
    },
    {
      key: 'address',
      title: t('column.address'),
      cell: ({ address }) => <Copyable value={address} what={t('address')} fz="sm" />,
      sort: ({ address }) => address,
    },
    {
      key: 'actions',
      title: t('column.actions'),
      align: 'right',
      cell: (contact) => (
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            onClick={() => void navigate({ to: '/wallet', search: { do: 'send', to: contact.address } })}
          >
            {t('send')}
          </Button>
          {(['rename', 'remove'] as const).map((what) => (
            <Button key={what} size="compact-sm" variant="subtle" onClick={() => open({ what, contact })}>
              {t(what)}
            </Button>
          ))}
        </Group>
      ),
    },
  ]
  if (rows.length === 0) return <EmptyState>{t('emptyFilter')}</EmptyState>
  return <DataTable label={t('title')} columns={columns} rows={rows} rowKey={({ address }) => address} />
}

const RemoveForm = ({ contact, onDone }: { contact: Contact; onDone: () => void }) => {
  const { t } = useTranslation('contacts')
  const remove = useMutation({ ...orpc.contacts.remove.mutationOptions(), onSuccess: onDone })
  return (
    <FormFrame
      onSubmit={(event) => {
        event?.preventDefault()
        remove.mutate({ address: contact.address })
      }}
      submit={t('remove')}
      busy={remove.isPending}
      error={remove.error}
      onCancel={onDone}
      danger
    >
      <Text>{t('removeText')}</Text>
    </FormFrame>
  )
}
