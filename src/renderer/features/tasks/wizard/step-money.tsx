import { List, Stack, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../../api.ts'
import { Amount } from '../../../ui/amount.tsx'
import { AmountInput } from '../../../ui/amount-input.tsx'
import { duration } from '../../../ui/durations.ts'
import { AgentLink } from '../../../ui/names.tsx'
import { ToneBadge } from '../../../ui/state-badge.tsx'
import { useActiveAccount } from '../../../ui/use-accounts.ts'
import { HastyWarning } from './hasty-warning.tsx'
import { DurationInput } from './duration-input.tsx'
import { askedInput, isBudget, type StepProps } from './draft.ts'
import { PriceHelp } from './price-help.tsx'
import { formatAinu } from '../../../ui/figures.ts'
import { inWords } from '../../../said.ts'

/** What it may cost and how long each part may take, with what others ask and win at, and who could take it. */
export const StepMoney = ({ draft, change, parameters }: StepProps) => {
  const { t } = useTranslation('tasks')
  const account = useActiveAccount()
  const [budget] = useDebouncedValue(draft.budget, 250)
  const outlook = useQuery({
    ...orpc.tasks.outlook.queryOptions({
      input: {
        capability: draft.capability,
        target: draft.target,
        budget: budget ?? '0',
        input: askedInput(draft),
      },
    }),
    placeholderData: (previous) => previous,
  }).data
  const least = (ms: number) => t('wizard.atLeast', { least: duration(ms) })
  return (
    <Stack gap="md">
      <AmountInput
        label={t('wizard.budget')}
        description={t('wizard.budgetHint')}
        value={draft.budget}
        onChange={(next) => change({ budget: next })}
        error={
          draft.budget !== null &&
          !isBudget(draft.budget, parameters) &&
          t('wizard.budgetRange', {
            least: formatAinu(parameters.minBudget),
            most: formatAinu(parameters.maxBudget),
          })
        }
        required
      />
      {outlook && (
        <PriceHelp
          prices={outlook.prices}
          budget={draft.budget}
          onOffer={(offered) => change({ budget: offered })}
        />
      )}
      <Stack gap={4}>
        <Text size="sm" fw={500}>
          {t('wizard.candidates')}
        </Text>
        {outlook?.candidates.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('wizard.noCandidates')}
          </Text>
        )}
        <List size="sm" spacing={4} listStyleType="none">
          {outlook?.candidates.map((one) => (
            <List.Item key={one.did}>
              <AgentLink did={one.did} /> <Amount value={one.price} />{' '}
              <ToneBadge tone={one.canRun ? 'ok' : 'quiet'}>
                {t(one.canRun ? 'wizard.candidateYes' : 'wizard.candidateNo')}
              </ToneBadge>{' '}
              <Text span inherit c="dimmed">
                {one.owner === account?.address && `${t('wizard.candidateOwn')} `}
                {one.reasons.map((reason) => inWords(reason.said, reason.message)).join(' ')}
              </Text>
            </List.Item>
          ))}
        </List>
      </Stack>
      <DurationInput
        label={t('wizard.timeout')}
        description={t('wizard.between', {
          least: duration(parameters.minTimeoutMs),
          most: duration(parameters.maxTimeoutMs),
        })}
        value={draft.timeoutMs}
        onChange={(timeoutMs) => change({ timeoutMs })}
        error={draft.timeoutMs < parameters.minTimeoutMs || draft.timeoutMs > parameters.maxTimeoutMs}
      />
      <DurationInput
        label={t('wizard.bidding')}
        description={least(parameters.minBiddingMs)}
        value={draft.biddingMs}
        onChange={(biddingMs) => change({ biddingMs })}
        error={draft.biddingMs < parameters.minBiddingMs}
      />
      <DurationInput
        label={t('wizard.window')}
        description={least(parameters.minDisputeMs)}
        value={draft.disputeWindowMs}
        onChange={(disputeWindowMs) => change({ disputeWindowMs })}
        error={draft.disputeWindowMs < parameters.minDisputeMs}
      />
      <HastyWarning disputeWindowMs={draft.disputeWindowMs} />
    </Stack>
  )
}
