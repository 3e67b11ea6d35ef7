import { useQuery } from '@tanstack/react-query'
import type { Address } from '../../contract/common.ts'
import { orpc } from '../api.ts'

/** The wallet's accounts; undefined while they load. */
export const useAccounts = () => useQuery(orpc.wallet.list.queryOptions()).data

/** One of the wallet's accounts; undefined where it is not this wallet's. */
export const useAccount = (address: Address | null | undefined) =>
  useAccounts()?.find((account) => account.address === address)

/** The account that signs unless the user picks another one; undefined while loading or without accounts. */
export const useActiveAccount = () => useAccounts()?.find((account) => account.active)
