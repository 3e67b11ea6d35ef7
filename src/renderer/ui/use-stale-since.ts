import { useQuery } from '@tanstack/react-query'
import { orpc } from '../api.ts'
import { useLostAt } from '../live.ts'

/**
 * Since when what is shown may be old, ms: the core is silent, or has no network; null while neither is so. What is said
 * of the present has to say this instead.
 */
export const useStaleSince = (): number | null => {
  const lostAt = useLostAt()
  const { data, dataUpdatedAt } = useQuery(orpc.chain.status.queryOptions())
  if (lostAt !== null) return lostAt
  if (data?.connection !== 'failed' && data?.connection !== 'reconnecting') return null
  return dataUpdatedAt - (data.headAge ?? 0)
}
