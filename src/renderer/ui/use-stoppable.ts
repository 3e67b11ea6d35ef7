import { useRef } from 'react'
import { useMutation } from './use-mutation.ts'

type Call<I, O> = (input: I, options: { signal: AbortSignal }) => Promise<O>

/**
 * A procedure of the core as a mutation that the user can stop: `stop` aborts the call itself and forgets it, so that
 * neither its result nor an error about it being stopped is shown.
 */
export const useStoppable = <I, O>(call: Call<I, O>, onDone?: (result: O) => void) => {
  const running = useRef<AbortController>(null)
  const mutation = useMutation({
    mutationFn: (input: I) => {
      running.current = new AbortController()
      return call(input, { signal: running.current.signal })
    },
    onSuccess: (result) => onDone?.(result),
  })
  const stop = () => {
    mutation.reset()
    running.current?.abort()
  }
  return { ...mutation, stop }
}
