import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { HostedAgent } from '../../../contract/agents.ts'
import { orpc } from '../../api.ts'
import { useChain } from '../../shell/use-system.ts'
import { relative } from '../../ui/durations.ts'
import { didName } from '../../ui/names.tsx'
import { useAccounts } from '../../ui/use-accounts.ts'
import { useNow } from '../../ui/use-now.ts'
import { useChainNow } from '../../ui/use-chain-now.ts'
import { attentionOf, byNeed } from '../agents/attention.ts'
import type { Tone } from '../../theme-tones.ts'
import { formatAinu } from '../../ui/figures.ts'
import { inWords } from '../../said.ts'

export type Need = {
  key: string
  tone: Tone
  text: string
  /** The moment and the amount that the text names, for hovering. */
  at?: number | null
  amounts?: string[]
  go: string
  to: string
  search?: { do: 'reveal' }
  /** An agent whose key is low on money: filled up from here. */
  fillUp?: Pick<HostedAgent, 'did' | 'owner'>
}

/** Everything that waits for the user, most pressing first; undefined until all of it is known. */
export const useNeeds = (): Need[] | undefined => {
  const { t } = useTranslation('home')
  const { t: ui } = useTranslation()
  const accounts = useAccounts()
  const chain = useChain()
  const now = useChainNow()
  const clock = useNow(0)
  const hosted = useQuery(orpc.agents.hosted.queryOptions()).data
  const waiting = useQuery(
    orpc.tasks.list.queryOptions({ input: { mine: true, state: ['verifying', 'disputed'], limit: 50 } }),
  ).data?.items
  if (!accounts || !hosted || !waiting) return undefined

  const tasks = waiting.map(({ id, title, state, deadline }) => ({
    key: `task-${id}`,
    tone: state === 'disputed' ? ('bad' as const) : ('warn' as const),
    text: t(state === 'disputed' ? 'disputed' : 'review', {
      title,
      when: deadline ? (deadline <= now ? ui('time.due') : relative(deadline, now)) : '',
    }),
    at: deadline,
    go: t('reviewGo'),
    to: `/tasks/${id}`,
  }))
  const agents = byNeed(hosted).flatMap((one): Need[] => {
    const { did, error, heartbeatAt } = one
    const agent = didName(did)
    const why = error ? inWords(error.said, error.message) : ''
    const need = (tone: Tone, text: string) => [
      { key: did, tone, text, go: t('agentGo'), to: `/agents/${encodeURIComponent(did)}` },
    ]
    switch (attentionOf(one)) {
      case 'failed':
        return need('bad', t('agentFailed', { agent, why }))
      case 'stale':
        return need(
          'warn',
          heartbeatAt
            ? t('agentStale', { agent, when: relative(Math.min(heartbeatAt, clock), clock) })
            : t('agentStaleNever', { agent }),
        )
      case 'low-fees':
        return need('warn', t('hotKey', { agent, why })).map((each) => ({ ...each, fillUp: one }))
      case null:
        return []
    }
  })
  const backups = accounts
    .filter(({ kind, backedUp, hasMnemonic }) => kind === 'owner' && !backedUp && hasMnemonic)
    .map(({ address, name, total }) => ({
      key: `backup-${address}`,
      tone: chain?.development ? ('quiet' as const) : ('bad' as const),
      text: t('backup', { name, total: formatAinu(total ?? '0') }),
      amounts: [total ?? '0'],
      go: t('backupGo'),
      to: `/wallet/${address}`,
      search: { do: 'reveal' as const },
    }))
  return chain?.development ? [...agents, ...tasks, ...backups] : [...backups, ...agents, ...tasks]
}
