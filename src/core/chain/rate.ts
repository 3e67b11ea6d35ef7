export interface Rate {
  add(count: number): void
  /** Average over the window, or over the time since the first count while that is shorter. */
  perSecond(): number
}

/** Counts things over a sliding window of `windowMs`. */
export function createRate(windowMs: number, now: () => number = Date.now): Rate {
  const counts: { at: number; count: number }[] = []
  let since: number | null = null
  const forget = () => {
    while (counts.length > 0 && counts[0]!.at < now() - windowMs) counts.shift()
  }
  return {
    add(count) {
      since ??= now()
      forget()
      const last = counts.at(-1)
      // One entry a second is exact enough and keeps the list short.
      if (last && now() - last.at < 1_000) last.count += count
      else counts.push({ at: now(), count })
    },
    perSecond() {
      forget()
      if (since === null) return 0
      const seconds = Math.max(1_000, Math.min(windowMs, now() - since)) / 1_000
      return counts.reduce((sum, { count }) => sum + count, 0) / seconds
    },
  }
}
