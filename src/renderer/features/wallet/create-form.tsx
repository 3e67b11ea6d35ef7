import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { contract } from '../../../contract/index.ts'
import type { Account } from '../../../contract/wallet.ts'
import { client, orpc } from '../../api.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { inputOf, validateBy } from '../../ui/form.ts'
import { NewPassphrase } from './new-passphrase.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'

type Created = { account: Account; mnemonic: string }
type Props = { submit?: string; onCreated: (created: Created) => void; onCancel?: () => void }

/** Creates an account, makes it the active one and unlocks it: whoever made it wants to use it. */
const createAccount = async (input: { name: string; passphrase: string }): Promise<Created> => {
  const { account, mnemonic } = await client.wallet.create(input)
  const { unlockMinutes } = await client.settings.get()
  if (!account.unlocked)
    await client.wallet.unlock({
      address: account.address,
      passphrase: input.passphrase,
      minutes: unlockMinutes,
    })
  return { account: await client.wallet.setActive({ address: account.address }), mnemonic }
}

/** Name and passphrase of a new account. */
export const CreateForm = ({ submit, onCreated, onCancel }: Props) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const create = useAccountMutation(
    { ...orpc.wallet.create.mutationOptions(), mutationFn: createAccount },
    (created) => onCreated(created),
  )
  const checks = validateBy(inputOf(contract.wallet.create))
  const form = useForm({
    initialValues: { name: t('defaultName') as string, passphrase: '', repeat: '' },
    validate: (values) => ({
      ...checks(values),
      ...(values.repeat !== values.passphrase && { repeat: t('different') }),
    }),
  })
  return (
    <form onSubmit={form.onSubmit(({ name, passphrase }) => create.mutate({ name, passphrase }))}>
      <Stack gap="sm">
        <TextInput label={t('name')} description={t('nameHint')} {...form.getInputProps('name')} />
        <NewPassphrase label={t('passphrase')} data-autofocus {...form.getInputProps('passphrase')} />
        <PasswordInput label={t('repeat')} autoComplete="new-password" {...form.getInputProps('repeat')} />
        {create.error && <ErrorPanel error={create.error} />}
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel}>
              {ui('cancel')}
            </Button>
          )}
          <Button type="submit" loading={create.isPending}>
            {submit ?? t('create')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
