import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { z } from 'zod'
import type { Action, Transaction } from '../../contract/actions.ts'
import type { Address } from '../../contract/common.ts'
import { client, orpc } from '../api.ts'
import { useMutation } from './use-mutation.ts'

/** What a caller writes: fields with defaults may be left out. */
export type ActionInput = z.input<typeof Action>
export type Signed = { from: Address; action: ActionInput }

/** States after which a transaction does not change any more. */
export const settled = (tx: Transaction) => tx.status === 'finalized' || tx.status === 'failed'

const followed = new Map<string, number>()
/** Whether a transaction's progress is on the screen right now, so that nobody is told twice. */
export const isFollowed = (id: string) => followed.has(id)

/** A transaction as it goes its way. Follows the stream of changes, and asks now and then in case one was missed. */
export const useTransaction = (id: string | null) => {
  useEffect(() => {
    if (id === null) return
    followed.set(id, (followed.get(id) ?? 0) + 1)
    return () => {
      const left = (followed.get(id) ?? 1) - 1
      if (left > 0) followed.set(id, left)
      else followed.delete(id)
    }
  }, [id])
  return useQuery({
    ...orpc.tx.get.queryOptions({ input: { id: id ?? '' } }),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && settled(state.data) ? false : 3_000),
  }).data
}

/** Unlocks `from` when a passphrase is given, signs, sends and follows. `tx` is undefined until the core has the hash. */
export const useSign = (onSent?: (tx: Transaction) => void) => {
  const queries = useQueryClient()
  const submit = useMutation({
    // A passphrase is not kept when the panel is gone.
    gcTime: 0,
    mutationFn: async ({
      from,
      action,
      token,
      passphrase,
    }: Signed & { token: string; passphrase?: string }) => {
      if (passphrase) {
        const { unlockMinutes } = await queries.ensureQueryData(orpc.settings.get.queryOptions())
        await client.wallet.unlock({ address: from, passphrase, minutes: unlockMinutes })
        void queries.invalidateQueries({ queryKey: orpc.wallet.list.key() })
      }
      return client.tx.submit({ from, action, token })
    },
    onSuccess: (tx) => onSent?.(tx),
    // A preview is good for one try.
    onError: () => void queries.invalidateQueries({ queryKey: orpc.tx.preview.key() }),
  })
  const latest = useTransaction(submit.data?.id ?? null)
  return {
    sign: submit.mutate,
    signing: submit.isPending,
    error: submit.error,
    tx: latest ?? submit.data,
    reset: submit.reset,
  }
}
