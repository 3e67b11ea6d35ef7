import { IconCheck, IconX } from '@tabler/icons-react'
import { Text, VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import classes from './ui.module.css'

export type StepState = 'waiting' | 'running' | 'done' | 'failed'

/** The mark of a step on its way: empty, breathing, ticked or crossed. */
export const StepMark = ({ state }: { state: StepState }) => {
  const { t } = useTranslation()
  return (
    <span className={classes.mark} data-state={state}>
      {state === 'done' && <IconCheck size={12} stroke={3} aria-hidden />}
      {state === 'failed' && <IconX size={12} stroke={3} aria-hidden />}
      <VisuallyHidden>{t(`state.${state}`)}</VisuallyHidden>
    </span>
  )
}

/** One step with its name and, when there is more to say, a detail. */
export const Step = ({
  state,
  name,
  detail,
}: {
  state: StepState
  name: string
  detail?: React.ReactNode
}) => (
  <div className={classes.step}>
    <StepMark state={state} />
    <Text size="sm" c={state === 'waiting' ? 'dimmed' : undefined}>
      {name}
    </Text>
    {detail && (
      <Text size="sm" c="dimmed" truncate>
        {detail}
      </Text>
    )}
  </div>
)
