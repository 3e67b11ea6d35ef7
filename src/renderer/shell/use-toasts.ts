import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Transaction } from '../../contract/actions.ts'
import { terminalStates, TaskState } from '../../contract/tasks.ts'
import { client, orpc } from '../api.ts'
import { onChange } from '../live.ts'
import { didName } from '../ui/names.tsx'
import { isFollowed } from '../ui/use-sign.ts'
import { useChain } from './use-system.ts'
import { inWords } from '../said.ts'
import { tell } from './told.ts'

const aboutTransaction = ({ created, from }: Transaction) =>
  created?.task !== undefined
    ? `/tasks/${created.task}`
    : created?.agent !== undefined
      ? `/agents/${encodeURIComponent(created.agent)}`
      : from === null
        ? '/wallet'
        : `/wallet/${from}`

/**
 * Transactions whose progress is not on the screen. What hosted agents sign by themselves is told only when it fails;
 * there would be no end to it.
 */
const useTransactionToasts = () => {
  const { t } = useTranslation('shell')
  useEffect(() => {
    const told = new Set<string>()
    const openedAt = Date.now()
    return onChange(({ topic, id }) => {
      if (topic !== 'transactions' || !id || told.has(id) || isFollowed(id)) return
      client.tx
        .get({ id })
        .then((tx) => {
          const failed = tx.status === 'failed'
          const byAgent = tx.signer !== null && tx.signer !== tx.from
          if (byAgent && !failed) return
          if ((tx.status !== 'finalized' && !failed) || told.has(id) || tx.updatedAt < openedAt) return
          told.add(id)
          // Only a block refuses for a fee; what never came into one did not happen.
          const end = !failed ? 'final' : tx.block === null ? 'notDone' : 'failed'
          tell({
            bad: failed,
            text: t(`toast.${end}`, { summary: inWords(tx.said, tx.summary) }),
            to: aboutTransaction(tx),
          })
        })
        .catch(() => undefined)
    })
  }, [t])
}

const underWay = TaskState.options.filter((state) => !terminalStates.includes(state))

/** Tasks of ours that were under way and ended, but the one that is on the screen. */
const useTaskToasts = (network: string | null) => {
  const { t } = useTranslation('shell')
  const router = useRouter()
  const input = { mine: true, state: underWay, limit: 200 }
  const open = useQuery({ ...orpc.tasks.list.queryOptions({ input }), enabled: network !== null }).data
  const before = useRef<{ network: string | null; ids: number[] }>({ network: null, ids: [] })
  useEffect(() => {
    if (!open) return
    const ids = open.items.map(({ id }) => id)
    const ended =
      before.current.network === network ? before.current.ids.filter((id) => !ids.includes(id)) : []
    before.current = { network, ids }
    for (const id of ended) {
      const to = `/tasks/${id}`
      if (router.state.location.pathname === to) continue
      client.tasks
        .get({ task: id })
        .then(({ state, outcome, title }) => {
          if (!terminalStates.includes(state)) return
          const bad = state === 'timed-out' || state === 'no-bids'
          tell({
            bad,
            text: t(`toast.task.${bad ? state : (outcome ?? 'refunded')}`, { title }),
            to,
          })
        })
        .catch(() => undefined)
    }
  }, [open, network, router, t])
}

/** Hosted agents that stop working. */
const useAgentToasts = () => {
  const { t } = useTranslation('shell')
  const hosted = useQuery(orpc.agents.hosted.queryOptions()).data
  const before = useRef<string[] | null>(null)
  useEffect(() => {
    if (!hosted) return
    const failed = hosted.filter(({ state }) => state === 'failed')
    for (const { did, error } of failed) {
      if (before.current === null || before.current.includes(did)) continue
      const text = t('toast.agentFailed', {
        agent: didName(did),
        why: error ? inWords(error.said, error.message) : '',
      })
      tell({ bad: true, text, to: `/agents/${encodeURIComponent(did)}` })
    }
    before.current = failed.map(({ did }) => did)
  }, [hosted, t])
}

/** Toasts for what ended or broke elsewhere than on the screen. */
export const useToasts = () => {
  useTransactionToasts()
  useTaskToasts(useChain()?.genesisHash ?? null)
  useAgentToasts()
}
