import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Decision } from '../../../contract/agents.ts'
import { Exact } from '../../ui/exact.tsx'
import { formatAinu } from '../../ui/figures.ts'
import { inWords } from '../../said.ts'

/** What an agent decided about a task, and why. */
export const DecisionText = ({ decision }: { decision: Decision }) => {
  const { t } = useTranslation('agents')
  const words = t(`decision.${decision.decision}`, {
    price: decision.price ? formatAinu(decision.price) : '',
  })
  const why = decision.reasons.map((reason) => inWords(reason.said, reason.message)).join(' ')
  return (
    <Text span inherit size="sm">
      <Exact amounts={decision.price ? [decision.price] : []}>{words}</Exact>
      {why && (
        <Text span inherit c="dimmed">
          : {why}
        </Text>
      )}
    </Text>
  )
}
