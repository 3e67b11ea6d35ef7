import { formatAinu } from '../amounts.ts'
import { call } from '../chain/calls.ts'
import { readBalances } from '../wallet/balances.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Builders } from './build.ts'

const short = (address: string) => `${address.slice(0, 6)}...${address.slice(-6)}`
/** A name never comes without the address that it stands for. */
const called = (name: string | null, address: string) =>
  name === null ? short(address) : `${name} (${short(address)})`

/** Builders of plain payments. `nameOf`: what the user calls an account of somebody else. */
export const createTransferActions = (
  nameOf: (address: string) => string | null,
): Builders<'transfer' | 'transfer-all'> => ({
  transfer(api, { to, amount, keepAlive }) {
    const address = canonicalAddress(to)
    const method = keepAlive ? 'transferKeepAlive' : 'transferAllowDeath'
    return {
      extrinsic: call(api, 'balances', method, address, amount),
      summary: `Send ${formatAinu(amount)} to ${called(nameOf(address), address)}`,
      spends: BigInt(amount),
      holds: [],
    }
  },
  async 'transfer-all'(api, { to }, { from }) {
    const address = canonicalAddress(to)
    const [balance] = await readBalances(api, [from])
    return {
      extrinsic: call(api, 'balances', 'transferAll', address, false),
      summary: `Send everything that is free to ${called(nameOf(address), address)}`,
      spends: balance?.free ?? 0n,
      holds: [],
      // What is left after the fee is sent: the fee is part of it.
      takesFeeFromSpent: true,
    }
  },
})
