import { Alert, Button, Group, Loader, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { ErrorPanel } from '../../ui/error-panel.tsx'
import { Meaning } from '../../ui/glossary.tsx'
import { formatAinu } from '../../ui/figures.ts'
import { Waiting } from '../../ui/loading.tsx'
import { inWords } from '../../said.ts'
import type { Answer, useCheck } from './use-check.ts'

/** What running the task again says about a dispute: whether the run is right, and what becomes of the bond. */
export const CheckAnswer = ({ answer, error, bond, stop, again }: ReturnType<typeof useCheck>) => {
  const { t } = useTranslation('tasks')
  if (!answer || bond === null)
    return (
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Waiting what={t('receipt.verifying')} onStop={stop} />
      </Group>
    )
  const { color, title, means } = looks[answer.verdict]
  const reasons = 'reasons' in answer ? answer.reasons.map(({ said, message }) => inWords(said, message)) : []
  const meaning =
    'blame' in answer && answer.verdict === 'cannot' && answer.blame ? ['agents' as const] : means
  const amount = { bond: formatAinu(bond) }
  return (
    <Alert color={color} role="status" title={t(`check.${title}`, amount)}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {[...reasons, ...meaning.map((key) => t(`check.${key}`, amount))].join(' ')} <Meaning of="bond" />
        </Text>
        {error && <ErrorPanel error={error} />}
        {answer.verdict === 'unknown' && (
          <Button size="xs" variant="default" onClick={again}>
            {t('receipt.verify')}
          </Button>
        )}
      </Stack>
    </Alert>
  )
}

type Look = {
  color: 'red' | 'green' | 'yellow'
  title: 'same' | 'different' | 'cannot' | 'unknown'
  means: ('sameWhat' | 'differentWhat' | 'agents' | 'nobodys' | 'byHand' | 'unknownWhat')[]
}
const looks: Record<Answer['verdict'], Look> = {
  same: { color: 'red', title: 'same', means: ['sameWhat'] },
  different: { color: 'green', title: 'different', means: ['differentWhat'] },
  cannot: { color: 'yellow', title: 'cannot', means: ['nobodys'] },
  'by-hand': { color: 'yellow', title: 'cannot', means: ['byHand', 'nobodys'] },
  unknown: { color: 'yellow', title: 'unknown', means: ['unknownWhat'] },
}
