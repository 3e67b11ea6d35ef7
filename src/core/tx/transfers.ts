import { formatAinu } from '../amounts.ts'
import { call } from '../chain/calls.ts'
import { readBalances } from '../wallet/balances.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Builders } from './build.ts'

const short = (address: string) => `${address.slice(0, 6)}...${address.slice(-6)}`

/** Builders of plain payments. */
export const transferActions: Builders<'transfer' | 'transfer-all'> = {
  transfer(api, { to, amount, keepAlive }) {
    const address = canonicalAddress(to)
    const method = keepAlive ? 'transferKeepAlive' : 'transferAllowDeath'
    return {
      extrinsic: call(api, 'balances', method, address, amount),
      summary: `Send ${formatAinu(amount)} to ${short(address)}`,
      spends: BigInt(amount),
      holds: [],
    }
  },
  async 'transfer-all'(api, { to }, { from }) {
    const address = canonicalAddress(to)
    const [balance] = await readBalances(api, [from])
    return {
      extrinsic: call(api, 'balances', 'transferAll', address, false),
      summary: `Send everything that is free to ${short(address)}`,
      spends: balance?.free ?? 0n,
      holds: [],
      // What is left after the fee is sent: the fee is part of it.
      takesFeeFromSpent: true,
    }
  },
}
