import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { contract } from '../../../contract/index.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { inputOf, validateBy } from '../../ui/form.ts'
import { FormFrame, type DialogEnd } from '../../ui/form-frame.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'

/** Another name for an account; only this wallet knows it. */
export const RenameForm = ({ account, onDone, onCancel }: { account: Account } & DialogEnd) => {
  const { t } = useTranslation('wallet')
  const rename = useAccountMutation(orpc.wallet.rename.mutationOptions(), onDone)
  const form = useForm({
    initialValues: { address: account.address, name: account.name },
    validate: validateBy(inputOf(contract.wallet.rename)),
  })
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) => rename.mutate(values))}
      submit={t('rename')}
      busy={rename.isPending}
      error={rename.error}
      onCancel={onCancel}
    >
      <TextInput
        label={t('name')}
        description={t('nameHint')}
        data-autofocus
        {...form.getInputProps('name')}
      />
    </FormFrame>
  )
}
