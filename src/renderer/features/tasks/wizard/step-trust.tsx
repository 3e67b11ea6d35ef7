import { NumberInput, Radio, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { REPUTATION } from '../../../../contract/actions.ts'
import { duration } from '../../../ui/durations.ts'
import { trusted, type Draft, type StepProps } from './draft.ts'

/** How the result is trusted, and who may bid. */
export const StepTrust = ({ draft, change, parameters }: StepProps) => {
  const { t } = useTranslation('tasks')
  return (
    <Stack gap="md">
      <Radio.Group
        label={t('wizard.trust')}
        value={draft.trust}
        onChange={(trust) => change(trusted(draft, trust as Draft['trust'], parameters))}
      >
        <Stack gap="sm" mt="xs">
          <Radio value="optimistic" label={t('wizard.optimistic')} description={t('wizard.optimisticWhat')} />
          <Radio value="manual" label={t('wizard.manual')} description={t('wizard.manualWhat')} />
        </Stack>
      </Radio.Group>
      <Text size="sm">{t('wizard.windowNow', { window: duration(draft.disputeWindowMs) })}</Text>
      <NumberInput
        label={t('wizard.reputation')}
        description={t('wizard.reputationHint')}
        value={draft.minReputation ?? ''}
        onChange={(value) => change({ minReputation: value === '' ? null : Math.round(Number(value)) })}
        min={REPUTATION.least}
        max={REPUTATION.most}
        allowDecimal={false}
      />
    </Stack>
  )
}
