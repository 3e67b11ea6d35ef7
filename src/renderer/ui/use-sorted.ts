import i18next from 'i18next'
import { useMemo, useState } from 'react'

/** What a row is sorted by; rows that have nothing there come last. */
export type SortKey<T> = (row: T) => string | number | bigint | null
type Sort<T> = { key: string; by: SortKey<T>; descending: boolean }

const compare = <T>(one: T, other: T, collator: Intl.Collator) =>
  typeof one === 'string' && typeof other === 'string'
    ? collator.compare(one, other)
    : one < other
      ? -1
      : Number(one > other)

const sortedBy = <T>(rows: readonly T[], { by, descending }: Sort<T>): T[] => {
  const collator = new Intl.Collator(i18next.language, { numeric: true })
  const keyed = rows.map((row) => ({ row, key: by(row) }))
  keyed.sort(({ key: one }, { key: other }) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return descending ? compare(other, one, collator) : compare(one, other, collator)
  })
  return keyed.map(({ row }) => row)
}

/** Rows in the order that a column was asked for: up, down, then as they came. */
export const useSorted = <T>(rows: readonly T[]) => {
  const [sort, setSort] = useState<Sort<T> | null>(null)
  const sorted = useMemo(() => (sort ? sortedBy(rows, sort) : rows), [rows, sort])
  const toggle = (key: string, by: SortKey<T>) =>
    setSort((before) =>
      before?.key !== key
        ? { key, by, descending: false }
        : before.descending
          ? null
          : { ...before, descending: true },
    )
  const directionOf = (key: string) =>
    sort?.key === key ? (sort.descending ? 'descending' : 'ascending') : undefined
  return { sorted, isSorted: sort !== null, toggle, directionOf }
}
