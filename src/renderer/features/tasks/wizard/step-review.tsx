import { List, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { AnchorLink } from '../../../ui/links.tsx'
import { useTranslation } from 'react-i18next'
import type { Account } from '../../../../contract/wallet.ts'
import { client } from '../../../api.ts'
import { duration } from '../../../ui/durations.ts'
import { Exact } from '../../../ui/exact.tsx'
import { QueryView } from '../../../ui/query-view.tsx'
import { SignPanel } from '../../../ui/sign-panel.tsx'
import { toBase64 } from '../../../ui/base64.ts'
import { parseParameters, type Draft } from './draft.ts'
import { formatAinu } from '../../../ui/figures.ts'

const storeInput = async (draft: Draft, signal: AbortSignal) => {
  const file = draft.source === 'file' ? draft.file : null
  const bytes = file ? new Uint8Array(await file.arrayBuffer()) : new TextEncoder().encode(draft.text)
  const mediaType = file ? file.type || 'application/octet-stream' : draft.mediaType
  const name = file?.name ?? null
  const data = await client.content.add({ base64: toBase64(bytes), mediaType, name }, { signal })
  const parameters = parseParameters(draft.parameters) ?? {}
  return client.tasks.createInput({ data: data.cid, mediaType, name, parameters }, { signal })
}

/** What will happen to the money, in words; then the signature. */
export const StepReview = ({ draft, account }: { draft: Draft; account: Account }) => {
  const { t } = useTranslation('tasks')
  const input = useQuery({
    queryKey: ['task-input', draft],
    queryFn: ({ signal }) => storeInput(draft, signal),
    gcTime: 0,
  })
  const budget = formatAinu(draft.budget ?? '0')
  return (
    <Stack gap="md">
      <Text>
        <Exact amounts={[draft.budget ?? '0']}>
          {t('wizard.review', {
            budget,
            title: draft.title.trim(),
            bidding: duration(draft.biddingMs),
            timeout: duration(draft.timeoutMs),
            window: duration(draft.disputeWindowMs),
          })}
        </Exact>
      </Text>
      <List size="sm" spacing={4}>
        <List.Item>{t('wizard.back1')}</List.Item>
        <List.Item>{t('wizard.back2')}</List.Item>
        <List.Item>{t('wizard.back3')}</List.Item>
      </List>
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
