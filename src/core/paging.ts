import { InvalidError } from './errors.ts'
import { say } from './words.ts'

/** One page of rows that were read with one more than `limit`: that one tells whether there is a next page. */
export function pageOf<Row, Item>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => string,
  show: (row: Row) => Item,
): { items: Item[]; next: string | null } {
  const last = rows.length > limit ? rows[limit - 1] : undefined
  return { items: rows.slice(0, limit).map(show), next: last ? cursorOf(last) : null }
}

/** Reads a cursor that is one whole number. @throws {InvalidError} */
export function numberCursor(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined
  if (/^\d{1,16}$/.test(cursor)) return Number(cursor)
  throw badCursor()
}

export const badCursor = (): InvalidError => new InvalidError(say('ainur.bad-cursor'))
