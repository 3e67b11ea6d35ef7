import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { contract } from '../../../contract/index.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { save } from '../../ui/files.ts'
import { inputOf } from '../../ui/form.ts'
import { FormFrame, type DialogEnd } from '../../ui/form-frame.tsx'
import { NewPassphrase } from './new-passphrase.tsx'
import { useMutation } from '../../ui/use-mutation.ts'
import { fieldInWords } from '../../said.ts'

/** Saves the key as an encrypted file. */
export const ExportForm = ({ account, onDone, onCancel }: { account: Account } & DialogEnd) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const make = useMutation({
    ...orpc.wallet.exportJson.mutationOptions(),
    onSuccess: ({ json, fileName }) => save(json, 'application/json', fileName),
    gcTime: 0,
  })
  const form = useForm({
    initialValues: { passphrase: '', exportPassphrase: '' },
    validate: {
      exportPassphrase: (text) => {
        if (text === '') return null
        const checked = inputOf(contract.wallet.exportJson).shape.exportPassphrase.safeParse(text)
        return checked.success ? null : fieldInWords(checked.error.issues[0]?.message)
      },
    },
  })
  if (make.data)
    return (
      <Stack>
        <Text role="status">{t('exportForm.saved', { file: make.data.fileName })}</Text>
        <Group justify="flex-end">
          <Button onClick={onDone}>{ui('close')}</Button>
        </Group>
      </Stack>
    )
  return (
    <FormFrame
      onSubmit={form.onSubmit(({ passphrase, exportPassphrase }) =>
        make.mutate({ address: account.address, passphrase, ...(exportPassphrase && { exportPassphrase }) }),
      )}
      submit={t('exportForm.submit')}
      busy={make.isPending}
      error={make.error}
      onCancel={onCancel}
    >
      <Text size="sm">{t('exportForm.why')}</Text>
      <PasswordInput
        label={t('exportForm.passphrase')}
        autoComplete="current-password"
        data-autofocus
        {...form.getInputProps('passphrase')}
      />
      <NewPassphrase
        label={t('exportForm.other')}
        description={t('exportForm.otherHint')}
        {...form.getInputProps('exportPassphrase')}
      />
    </FormFrame>
  )
}
