import type { Address } from '../../../contract/common.ts'
import type { HistoryEntry } from '../../../contract/settlement.ts'
import { client } from '../../api.ts'
import { csvOf } from '../../ui/csv.ts'
import { plainAinu } from '../../ui/figures.ts'
import type { HistoryFilter } from './history-filter.ts'

/** The most that one answer has. */
const LIMIT = 200
const columns = [
  ...['time_utc', 'kind', 'free_ainu', 'held_ainu', 'counterparty', 'counterparty_name'],
  ...['agent', 'task', 'title', 'block', 'id'],
]

/** The same for every language. `nameOf`: what the user calls an account. */
export const historyCsv = (
  entries: readonly HistoryEntry[],
  nameOf: (address: Address) => string | undefined,
): string =>
  csvOf(
    columns,
    entries.map(({ at, kind, free, held, counterparty, agent, task, title, block, id }) => [
      ...[new Date(at).toISOString(), kind, plainAinu(free), plainAinu(held), counterparty],
      ...[(counterparty && nameOf(counterparty)) ?? null, agent, task, title, block, id],
    ]),
  )

/** The whole history of an account, as it is filtered. */
export const wholeHistory = async (
  filter: HistoryFilter,
  options: { signal: AbortSignal },
): Promise<HistoryEntry[]> => {
  const entries: HistoryEntry[] = []
  for (let cursor: string | null | undefined; cursor !== null;) {
    const input = { ...filter, limit: LIMIT, ...(cursor && { cursor }) }
    const page = await client.settlement.history(input, options)
    entries.push(...page.items)
    cursor = page.next
  }
  return entries
}
