import { useSyncExternalStore } from 'react'

const SECOND = 1_000
const listeners = new Set<() => void>()
let timer: ReturnType<typeof setInterval> | undefined

/** One timer for everything on the page that shows a time; none while nothing does. */
const subscribe = (listener: () => void) => {
  listeners.add(listener)
  timer ??= setInterval(() => {
    for (const each of listeners) each()
  }, SECOND)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}
const never = () => () => undefined

/**
 * This machine's clock, ms, in steps as long as what is shown does not change: of a second near the moment, else of
 * half a minute. At most a step ahead, never behind: what has just happened is not in the future. `distance`: ms from
 * the moment shown; null: no ticking.
 */
export const useNow = (distance: number | null) => {
  const step = distance !== null && Math.abs(distance) < 600_000 ? SECOND : 30 * SECOND
  return useSyncExternalStore(
    distance === null ? never : subscribe,
    () => Math.ceil(Date.now() / step) * step,
  )
}
