import {
  Button,
  FileInput,
  Group,
  List,
  PasswordInput,
  Stack,
  Tabs,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core'
import { useForm } from '@mantine/form'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { contract } from '../../../contract/index.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { inputOf, validateBy } from '../../ui/form.ts'
import { FormFrame } from '../../ui/form-frame.tsx'
import { NewPassphrase } from './new-passphrase.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'
import { inWords } from '../../said.ts'
import type { Said } from '../../../contract/words/said.ts'

type Props = { onDone: (address: string) => void; onCancel: () => void }

/** Brings in a key made elsewhere: from its phrase, an exported file, or the bare private key. */
export const ImportForm = (props: Props) => {
  const { t } = useTranslation('wallet')
  return (
    <Tabs defaultValue="phrase" keepMounted={false}>
      <Tabs.List mb="md">
        <Tabs.Tab value="phrase">{t('importForm.phrase')}</Tabs.Tab>
        <Tabs.Tab value="json">{t('importForm.json')}</Tabs.Tab>
        <Tabs.Tab value="seed">{t('importForm.seed')}</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="phrase">
        <FromPhrase {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="json">
        <FromFile {...props} />
      </Tabs.Panel>
      <Tabs.Panel value="seed">
        <FromSeed {...props} />
      </Tabs.Panel>
    </Tabs>
  )
}

const shown = (onDone: Props['onDone']) => (account: Account) => onDone(account.address)

const FromPhrase = ({ onDone, onCancel }: Props) => {
  const { t } = useTranslation('wallet')
  const add = useAccountMutation(orpc.wallet.importMnemonic.mutationOptions(), shown(onDone))
  const form = useForm({
    initialValues: { name: '', mnemonic: '', derivation: '', passphrase: '' },
    validate: validateBy(inputOf(contract.wallet.importMnemonic)),
  })
  return (
    <FormFrame
      onSubmit={form.onSubmit(({ derivation, ...values }) =>
        add.mutate({ ...values, ...(derivation && { derivation }) }),
      )}
      submit={t('importForm.submit')}
      busy={add.isPending}
      error={add.error}
      onCancel={onCancel}
    >
      <Textarea
        label={t('importForm.phrase')}
        description={t('importForm.phraseHint')}
        autosize
        minRows={2}
        autoComplete="off"
        spellCheck={false}
        data-autofocus
        {...form.getInputProps('mnemonic')}
      />
      <TextInput
        label={t('importForm.derivation')}
        description={t('importForm.derivationHint')}
        {...form.getInputProps('derivation')}
      />
      <TextInput label={t('name')} description={t('nameHint')} {...form.getInputProps('name')} />
      <NewPassphrase {...form.getInputProps('passphrase')} />
    </FormFrame>
  )
}

const FromFile = ({ onDone, onCancel }: Props) => {
  const { t } = useTranslation('wallet')
  const add = useAccountMutation(
    orpc.wallet.importJson.mutationOptions(),
    ({ address, leftOut }) => leftOut.length === 0 && onDone(address),
  )
  const [file, setFile] = useState<File | null>(null)
  const checks = validateBy(inputOf(contract.wallet.importJson))
  const form = useForm({
    initialValues: { json: '', passphrase: '', newPassphrase: '' },
    validate: (values) => checks(withoutEmpty(values)),
  })
  if (add.data) return <LeftOut {...add.data} onClose={() => onDone(add.data.address)} />
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) => add.mutate(withoutEmpty(values)))}
      submit={t('importForm.submit')}
      busy={add.isPending}
      error={add.error}
      onCancel={onCancel}
      disabled={file === null}
    >
      <FileInput
        label={t('importForm.json')}
        description={t('importForm.jsonHint')}
        placeholder={t('importForm.jsonPick')}
        accept=".json,application/json"
        value={file}
        onChange={(chosen) => {
          setFile(chosen)
          void chosen?.text().then((text) => form.setFieldValue('json', text))
        }}
        error={form.errors.json}
      />
      <PasswordInput
        label={t('importForm.jsonPassphrase')}
        autoComplete="current-password"
        {...form.getInputProps('passphrase')}
      />
      <NewPassphrase
        label={t('importForm.other')}
        description={t('importForm.otherHint')}
        {...form.getInputProps('newPassphrase')}
      />
    </FormFrame>
  )
}

type FileValues = { json: string; passphrase: string; newPassphrase: string }
const withoutEmpty = ({ newPassphrase, ...values }: FileValues) => ({
  ...values,
  ...(newPassphrase && { newPassphrase }),
})

type LeftOutProps = { leftOut: { name: string; why: string; said: Said }[]; onClose: () => void }

/** What a backup had besides: nobody should believe that those accounts are here now. */
const LeftOut = ({ leftOut, onClose }: LeftOutProps) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  return (
    <Stack gap="sm">
      <Text role="status">{t('importForm.leftOut')}</Text>
      <List>
        {leftOut.map(({ name, why, said }, at) => (
          <List.Item key={at}>
            {name}: {inWords(said, why)}
          </List.Item>
        ))}
      </List>
      <Group justify="flex-end">
        <Button onClick={onClose}>{ui('close')}</Button>
      </Group>
    </Stack>
  )
}

const FromSeed = ({ onDone, onCancel }: Props) => {
  const { t } = useTranslation('wallet')
  const add = useAccountMutation(orpc.wallet.importRaw.mutationOptions(), shown(onDone))
  const form = useForm({
    initialValues: { name: '', seed: '', passphrase: '' },
    validate: validateBy(inputOf(contract.wallet.importRaw)),
  })
  return (
    <FormFrame
      onSubmit={form.onSubmit((values) => add.mutate(values))}
      submit={t('importForm.submit')}
      busy={add.isPending}
      error={add.error}
      onCancel={onCancel}
    >
      <PasswordInput
        label={t('importForm.seed')}
        description={t('importForm.seedHint')}
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('seed')}
      />
      <TextInput label={t('name')} description={t('nameHint')} {...form.getInputProps('name')} />
      <NewPassphrase {...form.getInputProps('passphrase')} />
    </FormFrame>
  )
}
