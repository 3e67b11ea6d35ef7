import { useEffect, useState } from 'react'

/**
 * This machine's clock, ms, ticking as often as what is shown can change: each second near the moment, else each
 * half minute. `distance`: ms from the moment shown; null: no ticking.
 */
export const useNow = (distance: number | null) => {
  const [now, setNow] = useState(Date.now)
  const every = distance === null ? null : Math.abs(distance) < 600_000 ? 1_000 : 30_000
  useEffect(() => {
    if (every === null) return
    const timer = setInterval(() => setNow(Date.now()), every)
    return () => clearInterval(timer)
  }, [every])
  return now
}
