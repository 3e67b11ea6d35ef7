import i18next from 'i18next'

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

type Unit = (typeof units)[number][1] | 'ms'
const words = (unit: Unit, amount: number) => i18next.t(`time.units.${unit}`, { amount })

/** A length of time in ms in its two largest units, e.g. "1 h 20 min"; under a second in ms. */
export const duration = (ms: number): string => {
  if (ms < SECOND) return words('ms', Math.max(0, Math.round(ms)))
  const at = units.findIndex(([size]) => ms >= size)
  const [size, unit] = units[at] ?? units[3]
  const amount = Math.floor(ms / size)
  const next = units[at + 1]
  const rest = next && amount < 10 ? Math.floor((ms % size) / next[0]) : 0
  return next && rest > 0 ? `${words(unit, amount)} ${words(next[1], rest)}` : words(unit, amount)
}

/** A moment against now (both ms): "in 3 min", "in 2 s", "2 h ago", "just now". */
export const relative = (at: number, now: number): string => {
  const distance = Math.abs(at - now)
  if (distance < 5 * SECOND && at <= now) return i18next.t('time.justNow')
  // Nobody acts on the seconds of something minutes away; what is about to end never reads "in 0 s".
  const step = distance < 2 * MINUTE ? SECOND : MINUTE
  const length = duration(Math.max(SECOND, Math.round(distance / step) * step))
  return at > now ? i18next.t('time.in', { length }) : i18next.t('time.ago', { length })
}
