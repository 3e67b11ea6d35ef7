import { PasswordInput, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { FormFrame, type DialogEnd } from '../../ui/form-frame.tsx'
import { Mnemonic } from './mnemonic.tsx'
import { useMutation } from '../../ui/use-mutation.ts'

/** Shows the recovery phrase again to whoever knows the passphrase, then checks that it is written down. */
export const RevealForm = ({ account, onDone, onCancel }: { account: Account } & DialogEnd) => {
  const { t } = useTranslation('wallet')
  const reveal = useMutation({ ...orpc.wallet.revealMnemonic.mutationOptions(), gcTime: 0 })
  const [passphrase, setPassphrase] = useState('')
  if (reveal.data) return <Mnemonic account={account} mnemonic={reveal.data.mnemonic} onDone={onDone} />
  return (
    <FormFrame
      onSubmit={(event) => {
        event?.preventDefault()
        reveal.mutate({ address: account.address, passphrase })
      }}
      submit={t('backup.show')}
      busy={reveal.isPending}
      error={reveal.error}
      onCancel={onCancel}
      disabled={!account.hasMnemonic || passphrase === ''}
    >
      {account.hasMnemonic ? (
        <PasswordInput
          label={t('passphrase')}
          autoComplete="current-password"
          data-autofocus
          value={passphrase}
          onChange={(event) => setPassphrase(event.currentTarget.value)}
        />
      ) : (
        <Text>{t('backup.none')}</Text>
      )}
    </FormFrame>
  )
}
