import { AppShell, Group, Stack, Text } from '@mantine/core'
import { Link, Outlet } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AccountSwitcher } from './account-switcher.tsx'
import { Banner } from './banner.tsx'
import { Notices } from './notices.tsx'
import { NetworkBadge } from './network-badge.tsx'
import { places } from './nav.ts'
import { Palette, PaletteButton } from './palette.tsx'
import { StartGate } from './start-gate.tsx'
import { SyncState } from './sync-state.tsx'
import { Notifications } from './notifications.tsx'
import { Mark } from './mark.tsx'
import classes from './shell.module.css'

/** The frame around every view: places at the left, who and where at the top, the view in the middle. */
export const Shell = () => {
  const { t } = useTranslation('shell')
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: { base: 60, md: 208 }, breakpoint: 0 }}
      layout="alt"
      transitionDuration={0}
    >
      <a
        className={classes.skip}
        data-screen-only
        href="#main"
        onClick={(event) => (event.preventDefault(), focusMain())}
      >
        {t('skip')}
      </a>
      <AppShell.Navbar className={classes.navbar} p="xs" component="nav" aria-label={t('nav')}>
        <Group h={36} px={6} mb="sm" gap="sm" wrap="nowrap">
          <Mark />
          <Text fw={650} fz="lg" visibleFrom="md">
            Ainur
          </Text>
        </Group>
        <Stack gap={4}>
          {places.map(({ to, text, icon: Icon }) => (
            <Link
              key={to}
              to={to}
              className={classes.link}
              title={t(text)}
              aria-label={t(text)}
              activeOptions={{ exact: to === '/' }}
            >
              <Icon size={20} stroke={1.75} aria-hidden />
              <Text span inherit visibleFrom="md">
                {t(text)}
              </Text>
            </Link>
          ))}
        </Stack>
        <Notifications />
      </AppShell.Navbar>
      <AppShell.Header className={classes.header}>
        <Group h="100%" px="md" gap="xs" justify="space-between" wrap="nowrap">
          <AccountSwitcher />
          <Group gap="xs" wrap="nowrap">
            <PaletteButton />
            <NetworkBadge />
            <SyncState />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Main id="main" tabIndex={-1} style={{ outline: 'none' }}>
        <div data-screen-only>
          <Banner />
          <Notices />
        </div>
        <StartGate>
          <Outlet />
        </StartGate>
      </AppShell.Main>
      <Palette />
    </AppShell>
  )
}

const focusMain = () => document.getElementById('main')?.focus()
