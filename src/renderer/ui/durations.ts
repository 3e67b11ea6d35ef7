const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const units = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
] as const

/** A length of time in ms in its two largest units, e.g. "1 h 20 min"; under a second in ms. */
export const duration = (ms: number): string => {
  if (ms < SECOND) return `${Math.max(0, Math.round(ms))} ms`
  const at = units.findIndex(([size]) => ms >= size)
  const [size, name] = units[at] ?? units[3]
  const count = Math.floor(ms / size)
  const next = units[at + 1]
  const rest = next && count < 10 ? Math.floor((ms % size) / next[0]) : 0
  return next && rest > 0 ? `${count} ${name} ${rest} ${next[1]}` : `${count} ${name}`
}

/** A moment against now (both ms): "in 3 min", "2 h ago", "just now". */
export const relative = (at: number, now: number): string => {
  const distance = Math.abs(at - now)
  if (distance < 5 * SECOND) return at > now ? 'in a few seconds' : 'just now'
  // Nobody acts on the seconds of something minutes away.
  const step = distance < 2 * MINUTE ? SECOND : MINUTE
  const words = duration(Math.round(distance / step) * step)
  return at > now ? `in ${words}` : `${words} ago`
}
