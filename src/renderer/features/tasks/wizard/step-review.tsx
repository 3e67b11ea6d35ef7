import { List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import { AnchorLink } from '../../../ui/links.tsx'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../contract/wallet.ts'
import { client } from '../../../api.ts'
import { duration } from '../../../ui/durations.ts'
import { Exact } from '../../../ui/exact.tsx'
import { Meaning } from '../../../ui/glossary.tsx'
import { QueryView } from '../../../ui/query-view.tsx'
import { SignPanel } from '../../../ui/sign-panel.tsx'
import { toBase64 } from '../../../ui/base64.ts'
import { parseParameters, type Draft, type Parameters } from './draft.ts'
import { FundsWays, neededFor } from './funds.tsx'
import { HastyWarning } from './hasty-warning.tsx'
import { formatAinu } from '../../../ui/figures.ts'

const storeInput = async ({ source, file, text, mediaType, parameters }: Draft, signal: AbortSignal) => {
  const options = parseParameters(parameters) ?? {}
  if (source === 'file' && file) {
    const { cid, mediaType, name } = file
    return client.tasks.createInput({ data: cid, mediaType, name, parameters: options }, { signal })
  }
  const base64 = toBase64(new TextEncoder().encode(text))
  const { cid } = await client.content.add({ base64, mediaType }, { signal })
  return client.tasks.createInput({ data: cid, mediaType, name: null, parameters: options }, { signal })
}

type Props = {
  draft: Draft
  account: Account
  parameters: Parameters
  /** The transaction that posts it is on its way. */
  onSent: (id: string) => void
  /** Another step is shown after that. */
  onLeft: () => void
}

/** What will happen to the money, in words; then the signature. */
export const StepReview = ({ draft, account, parameters, onSent, onLeft }: Props) => {
  const { t } = useTranslation('tasks')
  const input = useQuery({
    queryKey: ['task-input', draft],
    queryFn: ({ signal }) => storeInput(draft, signal),
    gcTime: 0,
  })
  const left = useRef<(() => void) | null>(null)
  useEffect(() => () => left.current?.(), [])
  const budget = formatAinu(draft.budget ?? '0')
  return (
    <Stack gap="md">
      <Text tabIndex={-1} data-autofocus>
        <Exact amounts={[draft.budget ?? '0']}>
          {t('wizard.review', {
            budget,
            title: draft.title.trim(),
            bidding: duration(draft.biddingMs),
            timeout: duration(draft.timeoutMs),
            window: duration(draft.disputeWindowMs),
          })}
        </Exact>{' '}
        <Meaning of="escrow" />
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>{t('wizard.back1')}</List.Item>
        <List.Item>{t('wizard.back2')}</List.Item>
        <List.Item>{t('wizard.back3')}</List.Item>
      </List>
      <HastyWarning disputeWindowMs={draft.disputeWindowMs} />
      <QueryView query={input} what={t('wizard.preparing')}>
        {({ cid }) => (
          <SignPanel
            from={account.address}
            action={{
              type: 'task.post',
              title: draft.title.trim(),
              capability: draft.capability,
              target: draft.target,
              inputCid: cid,
              budget: draft.budget ?? '0',
              trust: draft.trust,
              biddingMs: draft.biddingMs,
              timeoutMs: draft.timeoutMs,
              disputeWindowMs: draft.disputeWindowMs,
              ...(draft.minReputation !== null && { minReputation: draft.minReputation }),
            }}
            confirm={t('wizard.sign', { budget })}
            poor={<FundsWays account={account} needed={neededFor({ budget: draft.budget, parameters })} />}
            onSent={({ id }) => {
              onSent(id)
              left.current = onLeft
            }}
            after={(tx) =>
              tx.created?.task !== undefined && (
                <AnchorLink to="/tasks/$id" params={{ id: String(tx.created.task) }}>
                  {t('wizard.open')}
                </AnchorLink>
              )
            }
          />
        )}
      </QueryView>
    </Stack>
  )
}
