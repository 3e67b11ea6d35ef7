import { Alert, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Preview } from '../../contract/actions.ts'
import type { Address } from '../../contract/common.ts'
import { Amount } from './amount.tsx'
import { PlainText } from './plain-text.tsx'
import { AccountName } from './names.tsx'
import { Facts } from './page.tsx'
import { exactAinu } from './figures.ts'
import { inWords, networkName } from '../said.ts'

/** What a signature would do: in words, its cost, the trial run, what is held and what is left. */
export const PreviewView = ({ preview, from }: { preview: Preview; from: Address }) => {
  const { t } = useTranslation()
  const { dryRun } = preview
  const why = dryRun.reason && inWords(dryRun.reason.said, dryRun.reason.message)
  const outcome = {
    ok: t('sign.dryRunOk'),
    fails: `${t('sign.dryRunFails')}: ${why ?? ''}`,
    skipped: why ?? t('sign.dryRunSkipped'),
  }[dryRun.outcome]
  return (
    <Stack gap="sm">
      <Text fw={600} size="lg">
        {inWords(preview.said, preview.summary)}
      </Text>
      <Facts
        rows={[
          [
            t('sign.network'),
            <Text span c={preview.network.known ? undefined : 'var(--bad)'}>
              {networkName(preview.network.name)}
            </Text>,
          ],
          [t('sign.from'), <AccountName address={from} copy={false} />],
          [t('sign.moves'), preview.spends === '0' ? t('sign.nothing') : <Amount value={preview.spends} />],
          ...preview.parts.map((part): [React.ReactNode, React.ReactNode] => [
            inWords(part.said, part.label),
            <Amount value={part.amount} />,
          ]),
          [t('sign.fee'), <Amount value={preview.fee} />],
          [
            t('sign.free'),
            <>
              <Amount value={preview.freeBefore} /> → <Amount value={preview.freeAfter} fw={600} />
            </>,
          ],
          [
            t('sign.dryRun'),
            <Text span size="sm" c={dryRun.outcome === 'fails' ? 'var(--bad)' : undefined}>
              {outcome}
            </Text>,
          ],
        ]}
      />
      {!preview.network.known && (
        <Alert color="red" role="alert">
          {t('sign.unknownNetwork')}
        </Alert>
      )}
      {!preview.keepsAlive && dryRun.outcome !== 'fails' && (
        <Alert color="red" role="alert">
          {preview.freeAfter === '0'
            ? t('sign.emptied')
            : t('sign.reaped', { deposit: exactAinu(preview.existentialDeposit) })}
        </Alert>
      )}
      <details>
        <Text component="summary" size="sm" c="dimmed" style={{ cursor: 'pointer' }}>
          {t('sign.call')}
        </Text>
        <PlainText
          label={t('sign.call')}
          text={`${preview.call.pallet}.${preview.call.method}\n${preview.call.args}\n${preview.call.hash}`}
        />
      </details>
    </Stack>
  )
}
