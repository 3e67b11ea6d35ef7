import type { HostedAgent } from '../../../contract/agents.ts'
import { StateBadge } from '../../ui/state-badge.tsx'
import { useStaleSince } from '../../ui/use-stale-since.ts'

/** What a hosted agent does; without a connection nobody knows, and it cannot do anything on the chain. */
export const HostedBadge = ({ state }: Pick<HostedAgent, 'state'>) => (
  <StateBadge state={useStaleSince() === null || state === 'stopped' ? state : 'disconnected'} />
)
