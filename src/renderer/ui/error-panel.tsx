import { Box, Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { bounded } from './bounded.tsx'
import { Copyable } from './copyable.tsx'
import { explain } from './errors.ts'
import classes from './ui.module.css'

type Props = { error: unknown; retry?: (() => void) | undefined; children?: React.ReactNode }

const useWords = (error: unknown) => {
  const { t } = useTranslation()
  const what = explain(error)
  if (what.kind === 'told') return what
  const words = {
    lost: [t('error.lostTitle'), t('error.lostMeans'), t('error.lostRemedy')],
    input: [t('error.inputTitle'), t('error.inputMeans'), t('error.inputRemedy')],
    unexpected: [t('error.unexpectedTitle'), t('error.unexpectedMeans'), t('error.unexpectedRemedy')],
  } as const
  const [message, consequence, remedy] = words[what.kind]
  return { message, consequence, remedy, detail: what.detail }
}

/** An error in words: what happened, what it means for money and work, what to do. `children`: further ways out. */
export const ErrorPanel = ({ error, retry, children }: Props) => {
  const { t } = useTranslation()
  const [opened, { toggle }] = useDisclosure(false)
  const { message, consequence, remedy, detail } = useWords(error)
  return (
    <Box role="alert" className={classes.error} p="md">
      <Group align="flex-start" wrap="nowrap" gap="sm">
        <IconAlertTriangle size={20} color="var(--bad)" aria-hidden style={{ flex: 'none', marginTop: 2 }} />
        <Stack gap={4} flex={1} miw={0}>
          <Text fw={600}>{message}</Text>
          <Text size="sm">{consequence}</Text>
          <Text size="sm">{remedy}</Text>
          {(retry || detail || children) && (
            <Group gap="xs" mt={4}>
              {retry && (
                <Button size="xs" variant="default" onClick={retry}>
                  {t('retry')}
                </Button>
              )}
              {children}
              {detail && (
                <Button size="xs" variant="transparent" c="inherit" onClick={toggle} aria-expanded={opened}>
                  {t('details')}
                </Button>
              )}
            </Group>
          )}
          {detail && (
            <Collapse expanded={opened}>
              <Group align="flex-start" wrap="nowrap" gap="xs">
                <pre className={classes.plain} style={{ flex: 1, minWidth: 0 }}>
                  {bounded(detail)}
                </pre>
                <Copyable value={detail} what={t('details')}>
                  {t('copy')}
                </Copyable>
              </Group>
            </Collapse>
          )}
        </Stack>
      </Group>
    </Box>
  )
}
