import { useQuery, useQueryClient } from '@tanstack/react-query'
import { bondFor } from '../../../contract/money.ts'
import type { TaskDetail, Verification } from '../../../contract/tasks.ts'
import { orpc } from '../../api.ts'

/** What is known of a result: what a run found, that a run says nothing about it, or nothing. */
export type Answer = Verification | { verdict: 'by-hand' | 'unknown' }

/**
 * Runs a task again as soon as this is shown; the run ends with it. `answer`: null while it runs. `bond`: what a
 * dispute costs, planck; null until it is known.
 */
export const useCheck = ({ id, trust, price }: TaskDetail) => {
  const queries = useQueryClient()
  const rules = useQuery(orpc.chain.parameters.queryOptions()).data
  const options = orpc.tasks.verify.queryOptions({ input: { task: id } })
  const byHand = trust === 'manual'
  const { data, error, isFetching, refetch } = useQuery({ ...options, enabled: !byHand, gcTime: 0 })
  const answer: Answer | null = byHand
    ? { verdict: 'by-hand' }
    : isFetching
      ? null
      : (data ?? { verdict: 'unknown' })
  return {
    answer,
    error,
    stop: () => void queries.cancelQueries({ queryKey: options.queryKey }),
    again: () => void refetch(),
    bond: rules ? bondFor(rules, price ?? '0') : null,
  }
}
