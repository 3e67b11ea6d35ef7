import { useQueryClient, type UseMutationOptions } from '@tanstack/react-query'
import { orpc } from '../../api.ts'
import { useMutation } from '../../ui/use-mutation.ts'

/** A wallet procedure as a mutation; the list of accounts is fetched again at once, without waiting for the stream. */
export const useAccountMutation = <I, O, E extends Error, C>(
  options: Pick<UseMutationOptions<O, E, I, C>, 'mutationFn' | 'mutationKey'>,
  onDone?: (result: O) => void,
) => {
  const queries = useQueryClient()
  return useMutation<O, E, I>({
    mutationKey: options.mutationKey,
    mutationFn: options.mutationFn,
    // Passphrases go in and phrases come out: nothing of them is kept when the form is gone.
    gcTime: 0,
    onSuccess: async (result) => {
      await queries.invalidateQueries({ queryKey: orpc.wallet.list.key() })
      onDone?.(result)
    },
  })
}
