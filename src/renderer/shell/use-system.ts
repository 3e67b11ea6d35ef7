import { useQuery } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import { orpc } from '../api.ts'
import { linkState, onLinkState } from '../link.ts'

/** The core's own state; undefined until it first answers. */
export const useSystem = () => useQuery(orpc.system.status.queryOptions()).data

/** The chain's state; undefined until the core has a chain. */
export const useChain = () => {
  const ready = useSystem()?.phase === 'ready'
  const status = useQuery({ ...orpc.chain.status.queryOptions(), enabled: ready }).data
  const starting = useSystem()?.chain
  return status ?? starting ?? undefined
}

/** The page's link to the core. */
export const useLinkState = () => useSyncExternalStore(onLinkState, linkState)
