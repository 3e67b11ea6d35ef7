import type { ApiPromise } from '@polkadot/api'
import type { AccountInfo } from '@polkadot/types/interfaces'
import { storage } from '../chain/calls.ts'

export interface Balance {
  /** Planck. */
  readonly free: bigint
  readonly total: bigint
  /** Whether `free` may leave altogether: not while anything of the account is held or reserved. */
  readonly removable: boolean
}

/** Balances at the head, in the order of `addresses`. */
export async function readBalances(api: ApiPromise, addresses: readonly string[]): Promise<Balance[]> {
  if (addresses.length === 0) return []
  const found = (await storage(api, 'system', 'account').multi([...addresses])) as unknown as AccountInfo[]
  return found.map(({ data, consumers, providers }) => {
    const free = data.free.toBigInt()
    const removable = consumers.toNumber() === 0 || providers.toNumber() > 1
    return { free, total: free + data.reserved.toBigInt(), removable }
  })
}
