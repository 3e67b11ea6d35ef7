import { useQuery } from '@tanstack/react-query'
import { orpc } from '../api.ts'
import { useNow } from './use-now.ts'

/**
 * The chain's clock, ms, ticking: what deadlines count down against. A development chain's time may stand apart from
 * this machine's; between blocks it is carried on at the pace of the wall clock.
 */
export const useChainNow = () => {
  const { data, dataUpdatedAt } = useQuery(orpc.chain.status.queryOptions())
  const now = useNow(0)
  return data?.time == null ? now : data.time + Math.max(0, now - dataUpdatedAt)
}
