import { Popover, Text, UnstyledButton, VisuallyHidden } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useTranslation } from 'react-i18next'
import type { ChainStatus } from '../../contract/chain.ts'
import type { SystemStatus } from '../../contract/system.ts'
import { useLiveState, type LiveState } from '../live.ts'
import type { Tone } from '../theme-tones.ts'
import { StatusPanel } from './status-panel.tsx'
import { useChain, useSystem } from './use-system.ts'
import classes from './shell.module.css'
import { figure } from '../ui/figures.ts'

type State = 'connecting' | 'reconnecting' | 'starting' | 'failed' | 'stopping' | 'behind' | 'fresh'
const tones: Record<State, Tone> = {
  connecting: 'accent',
  reconnecting: 'warn',
  starting: 'accent',
  failed: 'bad',
  stopping: 'warn',
  behind: 'accent',
  fresh: 'ok',
}

/** One word for link, core and chain together: the worst of the three. */
export const syncState = (live: LiveState, system?: SystemStatus, chain?: ChainStatus): State => {
  if (live !== 'live') return live
  if (!system || system.phase === 'starting') return 'starting'
  if (system.phase !== 'ready') return system.phase
  if (!chain || chain.connection === 'starting') return 'starting'
  if (chain.connection !== 'connected') return chain.connection
  return (chain.lag ?? 0) > 3 ? 'behind' : 'fresh'
}

/** How fresh what is shown is; opens the status panel. */
export const SyncState = () => {
  const { t } = useTranslation('shell')
  const [opened, { toggle, close }] = useDisclosure(false)
  const chain = useChain()
  const state = syncState(useLiveState(), useSystem(), chain)
  const words =
    state === 'fresh' || state === 'behind'
      ? t('sync.block', { head: figure(chain?.head), finalized: figure(chain?.finalized) })
      : t(`sync.${state}`)
  return (
    <Popover
      opened={opened}
      onChange={(open) => !open && close()}
      width="min(400px, 100vw - 16px)"
      position="bottom-end"
      shadow="md"
      trapFocus
    >
      <Popover.Target>
        <UnstyledButton className={classes.chip} onClick={toggle}>
          <span className={classes.dot} style={{ background: `var(--${tones[state]})` }} />
          <span className={classes.detail}>{words}</span>
          {state === 'fresh' && (
            <Text span inherit c="dimmed" className={classes.detail}>
              {t('sync.indexed', { indexed: figure(chain?.indexed) })}
            </Text>
          )}
          {state === 'behind' && (
            <Text span inherit c="dimmed" className={classes.detail}>
              {t('sync.behind', {
                indexed: figure(chain?.indexed ?? 0),
                finalized: figure(chain?.finalized),
              })}
            </Text>
          )}
          <VisuallyHidden>. {t('sync.label')}</VisuallyHidden>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <StatusPanel onLeave={close} />
      </Popover.Dropdown>
    </Popover>
  )
}
