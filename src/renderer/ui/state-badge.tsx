import { Badge } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Task } from '../../contract/tasks.ts'
import type { Tone } from '../theme-tones.ts'
import type { ui } from './messages.ts'

export type KnownState = keyof (typeof ui)['state']

const tones: Record<KnownState, Tone> = {
  created: 'quiet',
  bidding: 'accent',
  matched: 'accent',
  running: 'accent',
  verifying: 'warn',
  disputed: 'bad',
  finalized: 'ok',
  cancelled: 'quiet',
  'no-bids': 'quiet',
  'timed-out': 'warn',
  active: 'ok',
  paused: 'warn',
  retired: 'quiet',
  starting: 'accent',
  idle: 'ok',
  submitting: 'accent',
  stopped: 'quiet',
  stale: 'warn',
  failed: 'bad',
  signing: 'accent',
  broadcast: 'accent',
  'in-block': 'accent',
  retracted: 'warn',
  unknown: 'warn',
  open: 'accent',
  won: 'ok',
  lost: 'quiet',
  displaced: 'quiet',
  bid: 'accent',
  refused: 'quiet',
  paid: 'ok',
  refunded: 'quiet',
  'done-paid': 'ok',
  waiting: 'quiet',
  done: 'ok',
  connected: 'ok',
  reconnecting: 'warn',
  disconnected: 'warn',
}

/** A badge in a tone: meaning is always in the word, colour only repeats it. */
export const ToneBadge = ({ tone, children }: { tone: Tone; children: React.ReactNode }) => (
  <Badge
    radius="sm"
    size="md"
    tt="none"
    fw={600}
    styles={{
      root: { color: `var(--${tone})`, background: `var(--${tone}-bg)`, flex: 'none', maxWidth: 'none' },
      label: { overflow: 'visible' },
    }}
  >
    {children}
  </Badge>
)

/** The state of an agent, a hosted agent, a bid or a transaction. */
export const StateBadge = ({ state }: { state: KnownState }) => {
  const { t } = useTranslation()
  return <ToneBadge tone={tones[state]}>{t(`state.${state}`)}</ToneBadge>
}

/** The state of a task; of one that is over, who got the money. */
export const TaskBadge = ({ task: { state, outcome } }: { task: Pick<Task, 'state' | 'outcome'> }) => {
  const ended = outcome === 'refunded' ? 'refunded' : 'done-paid'
  return <StateBadge state={state === 'finalized' ? ended : state} />
}
