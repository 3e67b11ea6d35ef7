/** One measured thing. `aim`: what it should stay under (`most`) or come to (`least`). */
export interface Figure {
  readonly label: string
  readonly value: number
  readonly unit: string
  readonly aim?: { readonly most: number } | { readonly least: number }
}

const missed = ({ value, aim }: Figure) =>
  aim !== undefined && !('most' in aim ? value <= aim.most : value >= aim.least)

const show = (value: number) =>
  Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 2)

function aimText({ aim, unit }: Figure): string {
  if (!aim) return ''
  return 'most' in aim ? `under ${aim.most} ${unit}` : `at least ${aim.least} ${unit}`
}

/** Prints the figures as a table and, with --json, as one line of JSON at the very end. */
export function report(bench: string, figures: Readonly<Record<string, Figure>>): void {
  const rows = Object.values(figures).map((figure) => ({
    [bench]: figure.label,
    measured: `${show(figure.value)} ${figure.unit}`,
    aim: aimText(figure),
    '': missed(figure) ? 'MISSED' : '',
  }))
  console.table(rows)
  if (!process.argv.includes('--json')) return
  const values = Object.fromEntries(Object.entries(figures).map(([name, { value }]) => [name, value]))
  const misses = Object.entries(figures).flatMap(([name, figure]) => (missed(figure) ? [name] : []))
  process.stdout.write(`${JSON.stringify({ bench, ...values, missed: misses })}\n`)
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN

/** How long it takes, ms. */
export async function timed(work: () => unknown): Promise<number> {
  const start = performance.now()
  await work()
  return performance.now() - start
}
