import { useQuery } from '@tanstack/react-query'
import { orpc } from '../api.ts'
import { useNow } from './use-now.ts'

/**
 * The chain's clock, ms, ticking: what deadlines count down against. A development chain's time may stand apart from
 * this machine's; between blocks it is carried on at the pace its clock runs at.
 */
export const useChainNow = () => {
  const { data, dataUpdatedAt } = useQuery(orpc.chain.status.queryOptions())
  const speed = useQuery(orpc.settings.get.queryOptions()).data?.devSpeed ?? 1
  const now = useNow(0)
  if (data?.time == null) return now
  const sinceBlock = (data.headAge ?? 0) + Math.max(0, now - dataUpdatedAt)
  return data.time + sinceBlock * (data.network.kind === 'embedded' ? speed : 1)
}
