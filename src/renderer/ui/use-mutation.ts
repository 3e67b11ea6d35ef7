import {
  hashKey,
  useMutation as useAny,
  type DefaultError,
  type UseMutationOptions,
} from '@tanstack/react-query'
import { useCallback, useEffect, useRef } from 'react'

/**
 * react-query's `useMutation`, in which the same asked twice is done once: a second click, or Enter held down, comes
 * before the page shows that the first one is under way, or how it ended.
 */
export const useMutation = <Data = unknown, Failure = DefaultError, Input = void, Context = unknown>(
  options: UseMutationOptions<Data, Failure, Input, Context>,
) => {
  const mutation = useAny(options)
  const { mutate: ask, isPending, submittedAt } = mutation
  const asked = useRef<unknown>(null)
  // The page shows the end of it now.
  useEffect(() => {
    if (!isPending) asked.current = null
  }, [isPending, submittedAt])
  const mutate = useCallback<typeof ask>(
    (...all) => {
      const [input] = all
      const key = typeof input === 'function' ? input : hashKey([input])
      if (asked.current === key) return
      asked.current = key
      ask(...all)
    },
    [ask],
  )
  return { ...mutation, mutate }
}
