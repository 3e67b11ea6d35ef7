import { Button, Group, Stack, Text } from '@mantine/core'
import { IconDroplet } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { Address } from '../../../contract/common.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { relative } from '../../ui/durations.ts'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Exact } from '../../ui/exact.tsx'
import { TextSkeleton, Waiting } from '../../ui/loading.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { TxProgress } from '../../ui/tx-progress.tsx'
import { useFaucet } from './use-faucet.ts'
import { formatAinu } from '../../ui/figures.ts'

/** How AINU gets to an account: its address to give away, as text and to scan, and the faucet where the network has one. */
export const FaucetPanel = ({ address }: { address: Address }) => {
  const { t } = useTranslation('wallet')
  const { t: ui } = useTranslation()
  return (
    <Stack gap="lg">
      <Stack gap="xs" align="center">
        <Text>{t('receiveWhy')}</Text>
        <QrCode value={address} label={t('receiveCode', { address })} />
        <Copyable value={address} what={ui('address')}>
          <Text span ff="monospace" size="sm" style={{ wordBreak: 'break-all' }}>
            {address}
          </Text>
        </Copyable>
      </Stack>
      <FaucetClaim address={address} />
    </Stack>
  )
}

/** One click, then the claim's progress until it is final. Says why where the faucet cannot give. */
export const FaucetClaim = ({ address }: { address: Address }) => {
  const { t } = useTranslation('faucet')
  const { status, claim, claiming, stop, error, tx } = useFaucet(address)
  const now = useChainNow()
  return (
    <QueryView query={status} skeleton={<TextSkeleton />}>
      {({ enabled, reason, amount, pot, nextAt }) => {
        if (!enabled) return <Text c="dimmed">{reason ?? t('disabled')}</Text>
        const waits = nextAt !== null && nextAt > now
        const dry = BigInt(pot) < BigInt(amount)
        return (
          <Stack gap="sm">
            <Text>{t('what', { amount: formatAinu(amount) })}</Text>
            {!tx && waits && (
              <Text c="dimmed">
                <Exact at={nextAt}>{t('again', { when: relative(nextAt, now) })}</Exact>
              </Text>
            )}
            {dry && <Text c="var(--bad)">{t('empty', { pot: formatAinu(pot) })}</Text>}
            {error && <ErrorPanel error={error} retry={claim} />}
            {tx ? (
              <TxProgress tx={tx} />
            ) : (
              <Group>
                <Button
                  leftSection={<IconDroplet size={18} aria-hidden />}
                  onClick={claim}
                  loading={claiming}
                  disabled={waits || dry}
                >
                  {t('claim', { amount: formatAinu(amount) })}
                </Button>
                {claiming && <Waiting what={t('working')} onStop={stop} />}
              </Group>
            )}
          </Stack>
        )
      }}
    </QueryView>
  )
}
