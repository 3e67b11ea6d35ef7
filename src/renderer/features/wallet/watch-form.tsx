import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { contract } from '../../../contract/index.ts'
import { orpc } from '../../api.ts'
import { inputOf, validateBy } from '../../ui/form.ts'
import { FormFrame } from '../../ui/form-frame.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'

/** Adds an address without its key. */
export const WatchForm = ({
  onDone,
  onCancel,
}: {
  onDone: (address: string) => void
  onCancel: () => void
}) => {
  const { t } = useTranslation('wallet')
  const watch = useAccountMutation(orpc.wallet.watch.mutationOptions(), ({ address }) => onDone(address))
  const form = useForm({
    initialValues: { name: '', address: '' },
    validate: validateBy(inputOf(contract.wallet.watch)),
  })
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) => watch.mutate(values))}
      submit={t('watchForm.submit')}
      busy={watch.isPending}
      error={watch.error}
      onCancel={onCancel}
    >
      <TextInput
        label={t('address')}
        description={t('watchForm.hint')}
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('address')}
      />
      <TextInput label={t('name')} {...form.getInputProps('name')} />
    </FormFrame>
  )
}
