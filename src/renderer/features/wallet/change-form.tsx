import { PasswordInput, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { contract } from '../../../contract/index.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { inputOf, validateBy } from '../../ui/form.ts'
import { FormFrame, type DialogEnd } from '../../ui/form-frame.tsx'
import { NewPassphrase } from './new-passphrase.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'

/** Another passphrase for a key, or a first one for a key that is kept without. */
export const ChangeForm = ({ account, onDone, onCancel }: { account: Account } & DialogEnd) => {
  const { t } = useTranslation('wallet')
  const change = useAccountMutation(orpc.wallet.changePassphrase.mutationOptions(), onDone)
  const checks = validateBy(inputOf(contract.wallet.changePassphrase))
  const form = useForm({
    initialValues: { address: account.address, passphrase: '', newPassphrase: '', repeat: '' },
    validate: (values) => ({
      ...checks(values),
      ...(values.repeat !== values.newPassphrase && { repeat: t('different') }),
    }),
  })
  return (
    <FormFrame
      onSubmit={form.onSubmit(({ repeat: _, ...values }) => change.mutate(values))}
      submit={t('changePassphrase')}
      busy={change.isPending}
      error={change.error}
      onCancel={onCancel}
    >
      {account.problem === 'unsealed' ? (
        <Text size="sm">{t('problem.unsealed')}</Text>
      ) : (
        <PasswordInput
          label={t('exportForm.passphrase')}
          autoComplete="current-password"
          data-autofocus
          {...form.getInputProps('passphrase')}
        />
      )}
      <NewPassphrase {...form.getInputProps('newPassphrase')} />
      <PasswordInput label={t('repeat')} autoComplete="new-password" {...form.getInputProps('repeat')} />
    </FormFrame>
  )
}
