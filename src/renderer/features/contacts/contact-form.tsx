import { TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../contract/contacts.ts'
import { contract } from '../../../contract/index.ts'
import { orpc } from '../../api.ts'
import { inputOf, validateBy } from '../../ui/form.ts'
import { FormFrame } from '../../ui/form-frame.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

type Props = { contact: Pick<Contact, 'address' | 'name'> | null; onDone: () => void }

/** A new contact, or another name for one. */
export const ContactForm = ({ contact, onDone }: Props) => {
  const { t } = useTranslation('contacts')
  const put = useMutation({ ...orpc.contacts.put.mutationOptions(), onSuccess: onDone })
  const form = useForm({
    initialValues: { address: contact?.address ?? '', name: contact?.name ?? '' },
    validate: validateBy(inputOf(contract.contacts.put)),
  })
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) => put.mutate(values))}
      submit={t('save')}
      busy={put.isPending}
      error={put.error}
      onCancel={onDone}
    >
      <TextInput
        label={t('address')}
        description={!contact && t('addressHint')}
        readOnly={contact !== null}
        spellCheck={false}
        data-autofocus={contact === null || undefined}
        {...form.getInputProps('address')}
        // What is pasted often comes with spaces.
        onChange={(event) => form.setFieldValue('address', event.currentTarget.value.trim())}
      />
      <TextInput
        label={t('name')}
        data-autofocus={contact !== null || undefined}
        {...form.getInputProps('name')}
      />
    </FormFrame>
  )
}
