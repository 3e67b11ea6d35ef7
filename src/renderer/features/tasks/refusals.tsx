import { List, Stack, Text } from '@mantine/core'
import type { TaskDetail } from '../../../contract/tasks.ts'
import { AgentLink } from '../../ui/names.tsx'
import { inWords } from '../../said.ts'

/** Why agents hosted here did not bid, and why nobody was matched: each reason in words. */
export const Refusals = ({ refusals, noMatch }: Pick<TaskDetail, 'refusals' | 'noMatch'>) => (
  <Stack gap="sm">
    {noMatch.map((reason) => (
      <Text key={reason.code} size="sm">
        {inWords(reason.said, reason.message)}
      </Text>
    ))}
    {refusals.length > 0 && (
      <List size="sm" spacing={4} listStyleType="none">
        {refusals.map((refusal) => (
          <List.Item key={refusal.did}>
            <AgentLink did={refusal.did} />{' '}
            <Text span inherit c="dimmed">
              {refusal.reasons.map((reason) => inWords(reason.said, reason.message)).join(' ')}
            </Text>
          </List.Item>
        ))}
      </List>
    )}
  </Stack>
)
