import { fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { showPart } from '../testing/page.tsx'
import { DataTable, type Column } from './data-table.tsx'

const columns: Column<number>[] = [
  { key: 'n', title: 'Number', cell: (n) => `row ${n}`, sort: (n) => n },
  { key: 'odd', title: 'Odd', cell: (n) => (n % 2 ? 'yes' : '–'), sort: (n) => (n % 2 ? 'yes' : null) },
]
const rows = (count: number) => Array.from({ length: count }, (_, i) => (i * 7) % count)
const table = (given: number[], onMore?: () => void) => (
  <DataTable label="Numbers" columns={columns} rows={given} rowKey={(n) => n} onMore={onMore} />
)
const shown = () =>
  screen
    .getAllByRole('row')
    .slice(1)
    .map((row) => row.firstElementChild?.textContent)

beforeEach(() => {
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(40)
})
afterEach(() => {
  vi.restoreAllMocks()
})

it('draws the rows that the window shows, and says how many there are', async () => {
  await showPart(table(rows(1_000)))
  expect(screen.getByRole('table', { name: 'Numbers' }).getAttribute('aria-rowcount')).toBe('1001')
  expect(shown().length).toBeGreaterThan(10)
  expect(shown().length).toBeLessThan(60)
})

it('sorts by a column up, down and not at all, what is missing always last', async () => {
  await showPart(table([3, 1, 2]))
  const sort = (name: string) => fireEvent.click(screen.getByRole('button', { name }))
  sort('Number')
  expect(shown()).toEqual(['row 1', 'row 2', 'row 3'])
  expect(screen.getByRole('columnheader', { name: 'Number' }).getAttribute('aria-sort')).toBe('ascending')
  sort('Number')
  expect(shown()).toEqual(['row 3', 'row 2', 'row 1'])
  sort('Number')
  expect(shown()).toEqual(['row 3', 'row 1', 'row 2'])
  sort('Odd')
  expect(shown().at(-1)).toBe('row 2')
  sort('Odd')
  expect(shown().at(-1)).toBe('row 2')
})

it('fetches on near the end, and everything before it sorts; not again after a failure', async () => {
  const onMore = vi.fn()
  await showPart(table(rows(500), onMore))
  expect(onMore).not.toHaveBeenCalled()
  fireEvent.click(screen.getByRole('button', { name: 'Number' }))
  await waitFor(() => expect(onMore).toHaveBeenCalledTimes(1))
  fireEvent.click(screen.getByRole('button', { name: 'Show more' }))
  expect(onMore).toHaveBeenCalledTimes(2)
})
