import { Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sameName } from '../../../contract/seen.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'
import { FormFrame, type DialogEnd } from '../../ui/form-frame.tsx'
import { useAccountMutation } from './use-wallet-actions.ts'
import { formatAinu } from '../../ui/figures.ts'

/** Removes a key from this machine, after its name was written out. */
export const ForgetForm = ({ account, onDone, onCancel }: { account: Account } & DialogEnd) => {
  const { t } = useTranslation('wallet')
  const forget = useAccountMutation(orpc.wallet.forget.mutationOptions(), onDone)
  const [typed, setTyped] = useState('')
  const { name } = account
  return (
    <FormFrame
      danger
      onSubmit={(event) => {
        event?.preventDefault()
        forget.mutate({ address: account.address, confirm: typed })
      }}
      submit={t('forgetForm.submit')}
      busy={forget.isPending}
      error={forget.error}
      onCancel={onCancel}
      disabled={!sameName(typed, name)}
    >
      <Text>
        {account.kind === 'watch'
          ? t('forgetForm.whyWatch', { name })
          : t('forgetForm.why', { name, total: formatAinu(account.total ?? '0') })}
      </Text>
      <TextInput
        label={t('forgetForm.confirm', { name })}
        autoComplete="off"
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </FormFrame>
  )
}
