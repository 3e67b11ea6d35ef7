import { useQuery } from '@tanstack/react-query'
import type { Address } from '../../../contract/common.ts'
import { client, orpc } from '../../api.ts'
import { useTransaction } from '../../ui/use-sign.ts'
import { useStoppable } from '../../ui/use-stoppable.ts'

/** The faucet for one address: what it gives, a claim, and the claim's transaction as it goes its way. */
export const useFaucet = (address: Address) => {
  const status = useQuery(orpc.faucet.status.queryOptions({ input: { address } }))
  const claim = useStoppable(client.faucet.claim)
  const latest = useTransaction(claim.data?.id ?? null)
  return {
    status,
    claim: () => claim.mutate({ address }),
    claiming: claim.isPending,
    stop: claim.stop,
    error: claim.error,
    tx: latest ?? claim.data,
  }
}
