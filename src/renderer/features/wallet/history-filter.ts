import dayjs from 'dayjs'
import type { Address } from '../../../contract/common.ts'
import type { HistoryKind } from '../../../contract/money.ts'

/** As the core takes it. */
export type HistoryFilter = { address: Address; kind?: HistoryKind[]; since?: number; until?: number }
/** As it stands in the address. Days are those of this machine, `2026-11-27`. */
export type HistorySearch = {
  kinds?: HistoryKind[] | undefined
  from?: string | undefined
  until?: string | undefined
}

/** Both days are part of it. */
export const filterOf = (address: Address, { kinds, from, until }: HistorySearch): HistoryFilter => ({
  address,
  ...(kinds && kinds.length > 0 && { kind: kinds }),
  ...(from && { since: dayjs(from).startOf('day').valueOf() }),
  ...(until && { until: dayjs(until).endOf('day').valueOf() }),
})
