import { Box, Group, Stack, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { Exact } from '../../ui/exact.tsx'
import { ButtonLink } from '../../ui/links.tsx'
import ui from '../../ui/ui.module.css'
import { FillUp } from '../agents/fill-up.tsx'
import type { Need } from './use-needs.ts'

/** What waits for the user, each with the one place to go. */
export const NeedsList = ({ needs }: { needs: Need[] }) => {
  const { t } = useTranslation('home')
  return (
    <Stack component="ul" gap="xs" p={0} m={0} aria-label={t('needsTitle')} style={{ listStyle: 'none' }}>
      {needs.map(({ key, tone, text, at, amounts, go, to, search, fillUp }) => (
        <Box
          component="li"
          key={key}
          className={ui.panel}
          px="md"
          py="xs"
          style={{ borderInlineStart: `4px solid var(--${tone})` }}
        >
          <Group justify="space-between" gap="md">
            <Text flex="1 1 12rem">
              <Exact at={at ?? null} amounts={amounts ?? []}>
                {text}
              </Exact>
            </Text>
            {fillUp && <FillUp did={fillUp.did} owner={fillUp.owner} size="xs" />}
            <ButtonLink
              size="xs"
              variant="default"
              to={to}
              search={search ?? {}}
              flex="none"
              aria-label={`${go}: ${text}`}
            >
              {go}
            </ButtonLink>
          </Group>
        </Box>
      ))}
    </Stack>
  )
}
