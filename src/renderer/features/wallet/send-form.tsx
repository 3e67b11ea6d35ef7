import { Autocomplete, Button, Checkbox, Group, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Address, type Planck } from '../../../contract/common.ts'
import { folded } from '../../../contract/seen.ts'
import type { Account } from '../../../contract/wallet.ts'
import { AmountInput } from '../../ui/amount-input.tsx'
import { SignPanel } from '../../ui/sign-panel.tsx'
import { useContacts } from '../../ui/use-contacts.ts'
import { useAccounts } from '../../ui/use-accounts.ts'
import type { ActionInput } from '../../ui/use-sign.ts'
import { exactAinu, formatAinu } from '../../ui/figures.ts'
import { fieldInWords } from '../../said.ts'

type Values = { to: string; amount: Planck | null; all: boolean }

type Props = { from: Account; to?: Address | undefined; onCancel: () => void }

/** Where to, how much; then the signing panel. */
export const SendForm = ({ from, to = '', onCancel }: Props) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const own = useAccounts() ?? []
  const contacts = useContacts() ?? []
  // An account that was imported, or is watched, since it became a contact is offered once.
  const others = [
    ...own.filter(({ address, kind }) => address !== from.address && kind !== 'agent'),
    ...contacts.filter(({ address }) => !own.some((account) => account.address === address)),
  ]
  const [action, setAction] = useState<ActionInput | null>(null)
  const form = useForm<Values>({
    initialValues: { to, amount: null, all: false },
    validate: {
      to: (to) => fieldInWords(Address.safeParse(to.trim()).error?.issues[0]?.message),
      amount: (amount, { all }) => (!all && (amount === null || amount === '0') ? ui('amount.empty') : null),
    },
  })
  if (action)
    return (
      <SignPanel
        from={from.address}
        action={action}
        danger={action.type === 'transfer-all'}
        confirm={
          action.type === 'transfer'
            ? t('sendForm.confirm', { amount: exactAinu(action.amount) })
            : t('sendForm.confirmAll')
        }
        onCancel={() => setAction(null)}
      />
    )
  const review = ({ to, amount, all }: Values) =>
    setAction(
      all
        ? { type: 'transfer-all', to: to.trim() }
        : { type: 'transfer', to: to.trim(), amount: amount ?? '0' },
    )
  return (
    <form onSubmit={form.onSubmit(review)}>
      <Stack gap="sm">
        <Autocomplete
          label={t('sendForm.to')}
          description={t('sendForm.toHint')}
          data={others.map(({ address }) => address)}
          renderOption={({ option }) => (
            <Stack gap={0}>
              <Text size="sm">{others.find(({ address }) => address === option.value)?.name}</Text>
              <Text size="xs" c="dimmed" ff="monospace">
                {option.value}
              </Text>
            </Stack>
          )}
          // Names find addresses too: the list is short, so everything that matches either is offered.
          filter={({ options, search }) =>
            options.filter((option) => {
              const value = 'value' in option ? option.value : ''
              const name = others.find(({ address }) => address === value)?.name ?? ''
              return folded(`${value} ${name}`).includes(folded(search))
            })
          }
          spellCheck={false}
          data-autofocus
          {...form.getInputProps('to')}
        />
        <AmountInput
          label={t('sendForm.amount')}
          description={from.free !== null && t('sendForm.available', { free: formatAinu(from.free) })}
          disabled={form.values.all}
          {...form.getInputProps('amount')}
        />
        <Checkbox
          label={t('sendForm.max')}
          description={t(from.free === from.total ? 'sendForm.all' : 'sendForm.allBut')}
          {...form.getInputProps('all', { type: 'checkbox' })}
        />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>
            {ui('cancel')}
          </Button>
          <Button type="submit">{t('sendForm.next')}</Button>
        </Group>
      </Stack>
    </form>
  )
}
