/** How far the first page, or a program that attaches, has come. */
export type Visit = 'nobody' | 'asks' | 'is here'

/** How long what keeps the machine busy waits for the next one, ms; the last: for the page to be drawn. */
const WAITS: Readonly<Record<Visit, number>> = { nobody: 300, asks: 1_000, 'is here': 250 }
const ORDER = Object.keys(WAITS)

/**
 * When to begin with the work that would slow down a page which is on its way: both together keep every processor of a
 * small machine busy, and a page that comes first loses the work next to nothing.
 */
export function pageFirst() {
  const turn = Promise.withResolvers<void>()
  let reached: Visit | null = null
  let begun = false
  let timer: NodeJS.Timeout | undefined
  const begin = () => {
    begun = true
    turn.resolve()
  }
  return {
    turn: turn.promise,
    /** Whether the work has begun. */
    begun: () => begun,
    /** The first time for each; what comes later than a further one changes nothing. */
    visit(next: Visit): void {
      if (reached !== null && ORDER.indexOf(next) <= ORDER.indexOf(reached)) return
      reached = next
      clearTimeout(timer)
      if (!begun) timer = setTimeout(begin, WAITS[next])
    },
    /** It is not begun any more. */
    stop: () => clearTimeout(timer),
  }
}
