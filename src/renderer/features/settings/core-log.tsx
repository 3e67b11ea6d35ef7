import { Button, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { orpc } from '../../api.ts'
import { Copyable } from '../../ui/copyable.tsx'
import { PlainText } from '../../ui/plain-text.tsx'
import { QueryView } from '../../ui/query-view.tsx'
import { exactTime } from '../../ui/time.tsx'

/** The newest lines of the core's log, to read and to copy. */
export const CoreLog = () => {
  const { t } = useTranslation('settings')
  const { t: ui } = useTranslation()
  const [opened, { toggle }] = useDisclosure(false)
  const log = useQuery({
    ...orpc.system.log.queryOptions({ input: { limit: 200 } }),
    enabled: opened,
    staleTime: 0,
    gcTime: 0,
  })
  return (
    <Stack gap="xs">
      <Group justify="space-between">
        <Text size="sm" fw={600}>
          {t('log')}
        </Text>
        <Button size="xs" variant="default" onClick={toggle} aria-expanded={opened}>
          {opened ? ui('close') : t('logShow')}
        </Button>
      </Group>
      <Text size="sm" c="dimmed">
        {t('logWhy')}
      </Text>
      {opened && (
        <QueryView query={log}>
          {(lines) => {
            const text = lines
              .map(({ at, level, text: line }) => `${exactTime(at)} ${level} ${line}`)
              .join('\n')
            return (
              <>
                <Copyable value={text} what={t('log')}>
                  {ui('copy')}
                </Copyable>
                <PlainText label={t('log')} text={text} tail />
              </>
            )
          }}
        </QueryView>
      )}
    </Stack>
  )
}
