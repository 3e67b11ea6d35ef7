import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Transaction } from '../../contract/actions.ts'
import { orpc } from '../api.ts'
import { ErrorPanel } from './error-panel.tsx'
import { Exact } from './exact.tsx'
import { hasCode, whatHappened } from './errors.ts'
import { TextSkeleton } from './loading.tsx'
import { NetworkMoved, useNetworkMoved } from './network-moved.tsx'
import { QueryView } from './query-view.tsx'
import { TxProgress } from './tx-progress.tsx'
import { useAccount } from './use-accounts.ts'
import { useSign, type Signed } from './use-sign.ts'
import { formatAinu } from './figures.ts'
import { inWords, networkName } from '../said.ts'

type Props = Signed & {
  /** The verb on the button. */
  label: string
  /** What it costs and what happens, in a sentence; `spends` and `fee` are AINU text. */
  cost: (amounts: { spends: string; fee: string }) => string
  onSent?: (tx: Transaction) => void
}

/**
 * One click for an action whose consequences fit in one sentence: the sentence, the button, then the transaction's
 * progress. Tried on the present state before the button works, like everything that is signed.
 */
export const QuickSign = ({ from, action, label, cost, onSent }: Props) => {
  const { t } = useTranslation()
  const account = useAccount(from)
  const preview = useQuery({ ...orpc.tx.preview.queryOptions({ input: { from, action } }), gcTime: 0 })
  const { sign, signing, error, tx, reset } = useSign(onSent)
  const [passphrase, setPassphrase] = useState('')
  const { moved, seen } = useNetworkMoved(preview.data?.network.genesisHash)
  if (tx)
    return (
      <Stack gap="sm">
        <TxProgress tx={tx} />
        {tx.status === 'failed' && (
          <Group>
            <Button variant="default" onClick={reset}>
              {t('sign.again')}
            </Button>
          </Group>
        )}
      </Stack>
    )
  if (!preview.data)
    return (
      <QueryView query={preview} what={t('sign.preparing')} skeleton={<TextSkeleton lines={2} />}>
        {() => null}
      </QueryView>
    )
  const { dryRun, fee, spends, freeAfter } = preview.data
  const locked = account !== undefined && !account.unlocked
  const wrong = hasCode(error, 'WRONG_PASSPHRASE')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        sign({ from, action, token: preview.data.token, ...(locked && { passphrase }) })
      }}
    >
      <Stack gap="sm">
        <Text>
          <Exact amounts={[spends, fee, freeAfter]}>
            {cost({ spends: formatAinu(spends), fee: formatAinu(fee) })}{' '}
            {t('sign.left', { free: formatAinu(freeAfter) })}
          </Exact>
        </Text>
        {dryRun.outcome === 'fails' && (
          <Text c="var(--bad)" role="alert">
            {t('sign.dryRunFails')}: {dryRun.reason && inWords(dryRun.reason.said, dryRun.reason.message)}
          </Text>
        )}
        {moved && <NetworkMoved name={networkName(preview.data.network.name)} onSeen={seen} />}
        {locked && (
          <PasswordInput
            label={t('sign.passphrase', { name: account.name })}
            autoComplete="current-password"
            value={passphrase}
            onChange={(event) => setPassphrase(event.currentTarget.value)}
            error={wrong ? whatHappened(error) : null}
            maw={360}
          />
        )}
        {error && !wrong && <ErrorPanel error={error} />}
        <Group>
          <Button
            type="submit"
            loading={signing}
            disabled={dryRun.outcome === 'fails' || moved || (locked && !passphrase)}
          >
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
