import { PasswordInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { FormFrame, type DialogEnd } from '../../ui/form-frame.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'

/** Unlocks a key for as long as the settings say. */
export const UnlockForm = ({ account, onDone, onCancel }: { account: Account } & DialogEnd) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  const minutes = useQuery(orpc.settings.get.queryOptions()).data?.unlockMinutes ?? 15
  const unlock = useAccountMutation(orpc.wallet.unlock.mutationOptions(), onDone)
  const [passphrase, setPassphrase] = useState('')
  return (
    <FormFrame
      onSubmit={(event) => {
        event?.preventDefault()
        unlock.mutate({ address: account.address, passphrase, minutes })
      }}
      submit={t('unlock')}
      busy={unlock.isPending}
      error={unlock.error}
      onCancel={onCancel}
      disabled={passphrase === ''}
    >
      <PasswordInput
        label={ui('sign.passphrase', { name: account.name })}
        description={ui('sign.passphraseWhy', { minutes })}
        autoComplete="current-password"
        data-autofocus
        value={passphrase}
        onChange={(event) => setPassphrase(event.currentTarget.value)}
      />
    </FormFrame>
  )
}
