import { Alert, Button, Group, PasswordInput, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Transaction } from '../../contract/actions.ts'
import { orpc } from '../api.ts'
import type { Address } from '../../contract/common.ts'
import { ErrorPanel } from './error-panel.tsx'
import { hasCode, whatHappened } from './errors.ts'
import { ButtonLink } from './links.tsx'
import { TextSkeleton } from './loading.tsx'
import { NetworkMoved, useNetworkMoved } from './network-moved.tsx'
import { PreviewView } from './preview.tsx'
import { QueryView } from './query-view.tsx'
import { TxProgress } from './tx-progress.tsx'
import { useAccount } from './use-accounts.ts'
import { useSign, type Signed } from './use-sign.ts'
import { inWords, networkName } from '../said.ts'

type Props = Signed & {
  /** The verb on the button, e.g. "Send 12 AINU"; default: "Sign and send". */
  confirm?: string
  /** The action takes something away: the button is red and the safe choice has the focus. */
  danger?: boolean
  onCancel?: () => void
  /** Shown where the account has too little for it: where money may come from. */
  poor?: React.ReactNode
  /** As soon as the core has sent it. */
  onSent?: (tx: Transaction) => void
  /** Shown under the progress, e.g. a link to what was made. */
  after?: (tx: Transaction) => React.ReactNode
}

type SentProps = { tx: Transaction; after: Props['after']; again: () => void }

/** What was sent, until it is final. */
const Sent = ({ tx, after, again }: SentProps) => {
  const { t } = useTranslation()
  return (
    <Stack gap="md">
      <strong>{inWords(tx.said, tx.summary)}</strong>
      <TxProgress tx={tx} />
      {after?.(tx)}
      {tx.status === 'failed' && (
        <Group>
          <Button variant="default" onClick={again}>
            {t('sign.again')}
          </Button>
        </Group>
      )}
    </Stack>
  )
}

const poorCodes = ['insufficient-balance', 'balances.insufficient-balance']

/** Coins for the account that has too few. */
const ToFaucet = ({ from }: { from: Address }) => {
  const { t } = useTranslation()
  return (
    <Group>
      <ButtonLink
        to="/wallet/$address"
        params={{ address: from }}
        search={{ do: 'faucet' }}
        variant="default"
        size="xs"
      >
        {t('sign.faucet')}
      </ButtonLink>
    </Group>
  )
}

/**
 * The one place where things are signed: shows what will happen before it happens, asks for the passphrase where the
 * key is locked, and follows the transaction until it is final, where the user is.
 */
export const SignPanel = ({
  from,
  action,
  confirm,
  danger = false,
  onCancel,
  onSent,
  after,
  poor,
}: Props) => {
  const { t } = useTranslation()
  const account = useAccount(from)
  const minutes = useQuery(orpc.settings.get.queryOptions()).data?.unlockMinutes ?? 15
  const preview = useQuery({ ...orpc.tx.preview.queryOptions({ input: { from, action } }), gcTime: 0 })
  const { sign, signing, error, tx, reset } = useSign(onSent)
  const [passphrase, setPassphrase] = useState('')
  const { moved, seen } = useNetworkMoved(preview.data?.network.genesisHash)
  const safe = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const asks = preview.data !== undefined && tx === undefined
  // The preview comes after the dialog took the focus: give it to the safe choice, or to what has to be filled in.
  useEffect(() => {
    if (asks) (danger ? safe.current : field.current)?.focus()
  }, [asks, danger])

  if (tx) return <Sent tx={tx} after={after} again={reset} />
  if (!preview.data)
    return (
      <QueryView
        query={preview}
        what={t('sign.preparing')}
        skeleton={
          <>
            <Skeleton height={28} width="70%" />
            <TextSkeleton lines={5} />
          </>
        }
      >
        {() => null}
      </QueryView>
    )

  const watch = account?.kind === 'watch'
  const locked = account !== undefined && !watch && !account.unlocked
  const isPoor = poorCodes.includes(preview.data.dryRun.reason?.code ?? '')
  const impossible = preview.data.dryRun.outcome === 'fails' || watch
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sign(
          { from, action, token: preview.data.token, ...(locked && { passphrase }) },
          { onSettled: () => setPassphrase('') },
        )
      }}
    >
      <Stack gap="md">
        <PreviewView preview={preview.data} from={from} />
        {isPoor && (poor ?? <ToFaucet from={from} />)}
        {moved && <NetworkMoved name={networkName(preview.data.network.name)} onSeen={seen} />}
        {watch && <Alert color="yellow">{t('sign.watch')}</Alert>}
        {locked && !impossible && (
          <PasswordInput
            label={t('sign.passphrase', { name: account.name })}
            description={t('sign.passphraseWhy', { minutes })}
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            autoComplete="current-password"
            ref={field}
            error={hasCode(error, 'WRONG_PASSPHRASE') ? whatHappened(error) : null}
            required
          />
        )}
        {error && !hasCode(error, 'WRONG_PASSPHRASE') && <ErrorPanel error={error} />}
        <Group justify="flex-end" gap="xs">
          {onCancel && (
            <Button variant="default" onClick={onCancel} disabled={signing} ref={safe}>
              {t('cancel')}
            </Button>
          )}
          <Button
            type="submit"
            loading={signing}
            disabled={impossible || moved || (locked && passphrase === '')}
            {...(danger && { color: 'red' })}
          >
            {confirm ?? t('sign.sign')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
