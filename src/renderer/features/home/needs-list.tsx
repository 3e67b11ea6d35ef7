import { Box, Button, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import ui from '../../ui/ui.module.css'
import type { Need } from './use-needs.ts'

/** What waits for the user, each with the one place to go. */
export const NeedsList = ({ needs }: { needs: Need[] }) => {
  const { t } = useTranslation('home')
  return (
    <Stack component="ul" gap="xs" p={0} m={0} aria-label={t('needsTitle')} style={{ listStyle: 'none' }}>
      {needs.map(({ key, tone, text, go, to, search }) => (
        <Box
          component="li"
          key={key}
          className={ui.panel}
          px="md"
          py="xs"
          style={{ borderInlineStart: `4px solid var(--${tone})` }}
        >
          <Group justify="space-between" wrap="nowrap" gap="md">
            <Text>{text}</Text>
            <Button
              size="xs"
              variant="default"
              component={Link}
              to={to}
              flex="none"
              aria-label={`${go}: ${text}`}
            >
              {go}
            </Button>
          </Group>
        </Box>
      ))}
    </Stack>
  )
}
