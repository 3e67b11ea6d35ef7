import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useCallback, useState } from 'react'

/** Px of a row with one line, until it has been measured. */
const ROW = 45
/** Rows beyond the window's edge, so that the next one is there for the Tab key. */
const AHEAD = 6

/**
 * Of a table with `count` rows those that the window shows: the rest is room before and after them, px. `body`: ref of
 * what holds the rows; `measure`: ref of each row, which says its place in `data-index`.
 */
export const useWindowRows = (count: number) => {
  const [margin, setMargin] = useState(0)
  const body = useCallback((element: HTMLElement | null) => {
    if (element) setMargin(element.getBoundingClientRect().top + window.scrollY)
  }, [])
  const rows = useWindowVirtualizer<HTMLTableRowElement>({
    count,
    estimateSize: () => ROW,
    overscan: AHEAD,
    scrollMargin: margin,
  })
  const items = rows.getVirtualItems()
  const last = items.at(-1)
  return {
    body,
    measure: rows.measureElement,
    shown: items.map(({ index }) => index),
    before: (items[0]?.start ?? margin) - margin,
    after: last ? rows.getTotalSize() - (last.end - margin) : 0,
  }
}
