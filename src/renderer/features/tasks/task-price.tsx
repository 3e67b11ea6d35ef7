import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { terminalStates, type Task } from '../../../contract/tasks.ts'
import { Amount } from '../../ui/amount.tsx'

/** What a task costs its submitter: at most its budget, then the agreed price; nothing where the money went back. */
export const TaskPrice = ({ task: { state, outcome, price, budget } }: { task: Task }) => {
  const { t } = useTranslation('tasks')
  if (terminalStates.includes(state) && outcome !== 'paid')
    return (
      <Text span inherit c="dimmed">
        {t('nothingPaid')}
      </Text>
    )
  if (price) return <Amount value={price} />
  return (
    <>
      {t('budgetUpTo')} <Amount value={budget} />
    </>
  )
}
