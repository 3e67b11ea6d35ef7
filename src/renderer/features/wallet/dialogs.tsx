import { Modal } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Address } from '../../../contract/common.ts'
import type { Account } from '../../../contract/wallet.ts'
import { useChain } from '../../shell/use-system.ts'
import { FaucetPanel } from '../faucet/faucet-panel.tsx'
import { ChangeForm } from './change-form.tsx'
import { CreateForm } from './create-form.tsx'
import { ExportForm } from './export-form.tsx'
import { ForgetForm } from './forget-form.tsx'
import { ImportForm } from './import-form.tsx'
import { Mnemonic } from './mnemonic.tsx'
import { RenameForm } from './rename-form.tsx'
import { RevealForm } from './reveal-form.tsx'
import { SendForm } from './send-form.tsx'
import { UnlockForm } from './unlock-form.tsx'
import { WatchForm } from './watch-form.tsx'

export type AnyAccountDialog = 'create' | 'import' | 'watch'
export type OneAccountDialog =
  'send' | 'faucet' | 'unlock' | 'rename' | 'passphrase' | 'export' | 'reveal' | 'forget'
export type WalletDialog = AnyAccountDialog | OneAccountDialog
type Props = {
  dialog: WalletDialog | undefined
  /** The account that dialogs about one account are about. */
  account: Account | undefined
  /** Whom "send" begins with. */
  to?: Address | undefined
  onClose: () => void
  /** An account was added or is to be shown. */
  onShow: (address: string) => void
  /** The account is not in the wallet any more. */
  onForgotten: () => void
}

const titles = {
  create: 'create',
  import: 'import',
  watch: 'watch',
  send: 'sendTitle',
  faucet: 'receive',
  unlock: 'unlock',
  rename: 'rename',
  passphrase: 'changePassphrase',
  export: 'export',
  reveal: 'reveal',
  forget: 'forget',
} as const

/** The wallet's dialogs, one at a time. */
export const WalletDialogs = ({ dialog, account, to, onClose, onShow, onForgotten }: Props) => {
  const { t } = useTranslation('wallet')
  const known = dialog && (account || dialog === 'create' || dialog === 'import' || dialog === 'watch')
  return (
    <Modal
      opened={Boolean(known)}
      onClose={onClose}
      title={dialog && t(titles[dialog])}
      size={dialog === 'send' || dialog === 'create' ? 'lg' : 'md'}
      closeOnClickOutside={dialog !== 'create' && dialog !== 'reveal'}
    >
      {dialog === 'create' && <CreateDialog onClose={onClose} onShow={onShow} />}
      {dialog === 'import' && <ImportForm onDone={onShow} onCancel={onClose} />}
      {dialog === 'watch' && <WatchForm onDone={onShow} onCancel={onClose} />}
      {account && dialog === 'send' && <SendForm from={account} to={to} onCancel={onClose} />}
      {account && dialog === 'faucet' && <FaucetPanel address={account.address} />}
      {account && dialog === 'unlock' && <UnlockForm account={account} onDone={onClose} onCancel={onClose} />}
      {account && dialog === 'rename' && <RenameForm account={account} onDone={onClose} onCancel={onClose} />}
      {account && dialog === 'passphrase' && (
        <ChangeForm account={account} onDone={onClose} onCancel={onClose} />
      )}
      {account && dialog === 'export' && <ExportForm account={account} onDone={onClose} onCancel={onClose} />}
      {account && dialog === 'reveal' && <RevealForm account={account} onDone={onClose} onCancel={onClose} />}
      {account && dialog === 'forget' && (
        <ForgetForm account={account} onDone={onForgotten} onCancel={onClose} />
      )}
    </Modal>
  )
}

/** Creates an account and then shows its phrase, which is only given once. */
const CreateDialog = ({ onClose, onShow }: Pick<Props, 'onClose' | 'onShow'>) => {
  const [created, setCreated] = useState<{ account: Account; mnemonic: string } | null>(null)
  const development = useChain()?.development ?? false
  if (!created) return <CreateForm onCreated={setCreated} onCancel={onClose} />
  const show = () => onShow(created.account.address)
  return <Mnemonic {...created} onDone={show} onLater={development ? show : undefined} />
}
