import {
  Badge,
  Box,
  Button,
  Group,
  Popover,
  ScrollArea,
  Stack,
  Text,
  UnstyledButton,
  VisuallyHidden,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconBell } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../api.ts'
import { AnchorLink } from '../ui/links.tsx'
import { Time } from '../ui/time.tsx'
import classes from './shell.module.css'
import { forgetTold, looked, type Told } from './told.ts'
import { markRead, useNotifications } from './use-notifications.ts'

/**
 * At the foot of the places, where nothing else is: what has just happened, for some seconds, and the list of all that
 * the core keeps, the same in every page.
 */
export const Notifications = () => {
  const { t } = useTranslation('shell')
  const { list, fresh, unread, unseen, newest } = useNotifications()
  const [opened, { toggle, close }] = useDisclosure(false)
  const open = () => (looked(), toggle())
  const shown = opened ? unread.join() : ''
  useEffect(() => {
    if (shown !== '') void markRead(shown.split(',').map(Number))
  }, [shown])
  const forget = () => {
    forgetTold()
    if (newest !== undefined) void client.notifications.clear({ upTo: newest }).catch(() => undefined)
  }
  return (
    <Stack mt="auto" gap="xs">
      <Fresh fresh={fresh} onMore={open} />
      <Popover
        opened={opened}
        onChange={(shown) => !shown && close()}
        position="right-end"
        width={400}
        shadow="md"
        trapFocus
      >
        <Popover.Target>
          <UnstyledButton className={classes.link} onClick={open} title={t('told.title')}>
            <IconBell size={20} stroke={1.75} aria-hidden />
            <span className={classes.placeName}>{t('told.title')}</span>
            {unseen > 0 && (
              <>
                {' '}
                <Badge size="sm" color="red" px={5} className={classes.count}>
                  {unseen}
                </Badge>{' '}
                <VisuallyHidden>{t('told.new')}</VisuallyHidden>
              </>
            )}
          </UnstyledButton>
        </Popover.Target>
        <Popover.Dropdown>
          <Group justify="space-between" mb="xs">
            <Text fw={600}>{t('told.title')}</Text>
            {list.length > 0 && (
              <Button size="compact-sm" variant="default" onClick={forget}>
                {t('told.forget')}
              </Button>
            )}
          </Group>
          {list.length === 0 && (
            <Text size="sm" c="dimmed">
              {t('told.none')}
            </Text>
          )}
          <ScrollArea.Autosize mah="60vh">
            <Stack gap="sm" component="ul" className={classes.told}>
              {list.map((one) => (
                <li key={one.id}>
                  <Text size="xs" c="dimmed">
                    <Time at={one.at} past />
                  </Text>
                  <One {...one} onOpen={close} />
                </li>
              ))}
            </Stack>
          </ScrollArea.Autosize>
        </Popover.Dropdown>
      </Popover>
    </Stack>
  )
}

/** The newest of what has just come, and how much came with it. Narrow, there is room for the bell alone. */
const Fresh = ({ fresh, onMore }: { fresh: readonly Told[]; onMore: () => void }) => {
  const { t } = useTranslation('shell')
  const [newest] = fresh
  return (
    <Box role="status" className={classes.fresh} data-bad={newest?.bad}>
      {newest && <One {...newest} onOpen={looked} />}
      {fresh.length > 1 && (
        <Button size="compact-sm" variant="subtle" onClick={onMore} visibleFrom="md">
          {t('told.more', { count: fresh.length - 1 })}
        </Button>
      )}
    </Box>
  )
}

const One = ({ text, to, bad, onOpen }: Told & { onOpen: () => void }) => {
  const { t } = useTranslation('shell')
  return (
    <>
      <Text size="sm" c={bad ? 'var(--bad)' : undefined} className={classes.words}>
        {text}
      </Text>
      {to !== null && (
        <AnchorLink to={to} size="sm" onClick={onOpen}>
          {t('told.open')}
        </AnchorLink>
      )}
    </>
  )
}
