import { keyFromBytes } from './executor/scale.ts'
import { twox_128 } from './executor/hash.ts'

const item = (pallet: string, name: string): string =>
  keyFromBytes(twox_128(Buffer.from(pallet))) + keyFromBytes(twox_128(Buffer.from(name)))

/** Storage keys that the chain itself reads or treats apart. */
export const CODE = ':code'
export const TIMESTAMP_NOW = item('Timestamp', 'Now')
export const SYSTEM_ACCOUNT = item('System', 'Account')
export const TOTAL_ISSUANCE = item('Balances', 'TotalIssuance')
export const AURA_CURRENT_SLOT = item('Aura', 'CurrentSlot')
export const SYSTEM_EVENTS = item('System', 'Events')
export const LAST_RUNTIME_UPGRADE = item('System', 'LastRuntimeUpgrade')
