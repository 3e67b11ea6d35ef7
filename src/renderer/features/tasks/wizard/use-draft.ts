import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useRef, useState } from 'react'
import { client } from '../../../api.ts'
import { useLiveState } from '../../../live.ts'
import { useMutation } from '../../../ui/use-mutation.ts'
import type { Draft, DraftOrigin } from './draft.ts'

/** Rests between two writes while somebody types, ms. */
const REST_MS = 250

type Keep = { origin: DraftOrigin; draft: Draft | null; sent?: string }

/**
 * The draft that begins with `origin`, as it is written here: every change goes to the core, which has it after a
 * reload and in another run. `read` asks the core for it.
 */
export const useDraft = (origin: DraftOrigin, begin: Draft, read: () => Promise<Draft>) => {
  const [draft, setDraft] = useState(begin)
  const [touched, setTouched] = useState(false)
  /** What the core does not have yet. */
  const unkept = useRef<Keep | null>(null)
  const { mutate, isSuccess, error } = useMutation({
    mutationFn: (input: Keep) => client.tasks.keepDraft(input),
    onSuccess(_, input) {
      if (unkept.current === input) unkept.current = null
    },
  })
  const keepSoon = useDebouncedCallback(mutate, { delay: REST_MS, flushOnUnmount: true })
  const keepAgain = () => unkept.current && mutate(unkept.current)

  const live = useLiveState()
  // A core that died may not have heard the last of it.
  useEffect(() => {
    if (live === 'live' && unkept.current) mutate(unkept.current)
  }, [live, mutate])

  /** In place of what is still to be kept. */
  const keepInstead = (input: Keep, done?: () => void) => {
    keepSoon.cancel()
    unkept.current = null
    setTouched(false)
    mutate(input, { onSuccess: done })
  }
  const reload = async () => setDraft(await read())

  return {
    draft,
    error,
    keepAgain,
    isKept: touched && isSuccess && unkept.current === null,
    change(part: Partial<Draft>) {
      const next = { ...draft, ...part }
      unkept.current = { origin, draft: next }
      setTouched(true)
      setDraft(next)
      keepSoon(unkept.current)
    },
    /** A transaction posts it: the core gives it back only if that fails. */
    sent: (id: string) => keepInstead({ origin, draft, sent: id }),
    reload,
    startOver: () => keepInstead({ origin, draft: null }, () => void reload()),
  }
}
