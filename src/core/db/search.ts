import { or, sql, type Column, type SQL } from 'drizzle-orm'
import { folded } from '../../contract/seen.ts'

/** Rows that have the text in one of these columns, as `folded` compares; every character stands for itself. */
export function hasText(text: string, ...columns: Column[]): SQL | undefined {
  const wanted = folded(text)
  return or(...columns.map((column) => sql`instr(folded(${column}), ${wanted}) > 0`))
}
