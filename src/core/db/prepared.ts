import { getTableColumns, sql, type Table } from 'drizzle-orm'
import type { IndexTx } from './index-db.ts'

/**
 * A query that is built once for each open database: building it takes many times as long as running it, and an index is
 * made of some ten queries for each block.
 */
export function prepared<Query>(build: (tx: IndexTx) => Query): (tx: IndexTx) => Query {
  const built = new WeakMap<IndexTx, Query>()
  return (tx) => {
    const known = built.get(tx)
    if (known !== undefined) return known
    const query = build(tx)
    built.set(tx, query)
    return query
  }
}

/** A place for a value, by its name. */
export const given = <Name extends string>(name: Name) => sql.placeholder(name)

/** A place for each column of a table, by its name in the schema; of whatever type the column wants. */
export const givenRow = <T extends Table>(table: T) =>
  Object.fromEntries(Object.keys(getTableColumns(table)).map((name) => [name, given(name)])) as Record<
    keyof T['$inferSelect'],
    never
  >
