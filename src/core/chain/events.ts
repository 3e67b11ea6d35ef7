/** An event of a finalized block in plain values, the same for every network and every run. */
export interface ChainEvent {
  /** `<block>-<index>`, unique within a chain. */
  readonly id: string
  readonly block: number
  /** Hash of the block, 0x-hex. */
  readonly hash: string
  /** Timestamp of the block, ms. */
  readonly time: number
  /** Position among the block's events. */
  readonly index: number
  /** Position of the extrinsic that caused it; null for what the block did by itself. */
  readonly extrinsic: number | null
  /** As in the metadata but with a small first letter, e.g. `tasks`. */
  readonly pallet: string
  /** As in the metadata, e.g. `TaskCreated`. */
  readonly name: string
  /**
   * Fields by camelCase name. u128, u64 and i64 are decimal strings, but task ids and moments (`TaskId`, `Moment`
   * in the metadata) and everything of 32 bits or less are numbers. Bytes that are UTF-8 are text, other bytes and
   * fixed arrays are 0x-hex. Accounts are SS58. Plain enums are kebab-case text, enums with data
   * `{ kind, value }`. Option is the value or null.
   */
  readonly data: Readonly<Record<string, unknown>>
}
