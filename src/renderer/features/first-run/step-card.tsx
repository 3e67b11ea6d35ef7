import { Box, Button, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { StepMark } from '../../ui/step.tsx'
import ui from '../../ui/ui.module.css'

type Props = {
  number: number
  title: string
  state: 'waiting' | 'current' | 'done' | 'skipped'
  /** What is there now, when done. */
  result?: React.ReactNode
  onSkip: () => void
  onUnskip: () => void
  children: React.ReactNode
}

/** One of the first steps: open while it is its turn, one line before and after. */
export const StepCard = ({ number, title, state, result, onSkip, onUnskip, children }: Props) => {
  const { t } = useTranslation('firstRun')
  const current = state === 'current'
  return (
    <Box component="li" className={ui.panel} p="md" aria-current={current ? 'step' : undefined}>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <Box pt={4}>
          <StepMark state={state === 'done' ? 'done' : current ? 'running' : 'waiting'} />
        </Box>
        <Stack gap="sm" flex={1} miw={0}>
          <Group justify="space-between" gap="sm" mih={26}>
            <Title order={2} fz="md" c={state === 'waiting' || state === 'skipped' ? 'dimmed' : undefined}>
              {number}. {title}
            </Title>
            {state === 'done' && <Group maw="100%">{result}</Group>}
            {state === 'skipped' && (
              <Group gap="xs">
                <Text size="sm" c="dimmed">
                  {t('skipped')}
                </Text>
                <Button size="compact-sm" variant="subtle" onClick={onUnskip}>
                  {t('unskip')}
                </Button>
              </Group>
            )}
            {current && (
              <Button size="compact-sm" variant="subtle" onClick={onSkip}>
                {t('skip')}
              </Button>
            )}
          </Group>
          {current && children}
        </Stack>
      </Group>
    </Box>
  )
}
