import { call } from '../chain/calls.ts'
import { readBalances } from '../wallet/balances.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Builders } from './build.ts'
import { say } from '../words.ts'

const short = (address: string) => `${address.slice(0, 6)}...${address.slice(-6)}`
/** Builders of plain payments. `nameOf`: what the user calls an account of somebody else. */
export const createTransferActions = (
  nameOf: (address: string) => string | null,
): Builders<'transfer' | 'transfer-all'> => {
  /** A name never comes without the address that it stands for. `amount`: planck; null: everything. */
  const sending = (amount: string | null, address: string) => {
    const name = nameOf(address)
    const to = short(address)
    if (amount === null)
      return name === null ? say('tx.send-all', { to }) : say('tx.send-all-to-name', { name, to })
    return name === null ? say('tx.send', { amount, to }) : say('tx.send-to-name', { amount, name, to })
  }
  return {
    transfer(api, { to, amount, keepAlive }) {
      const address = canonicalAddress(to)
      const method = keepAlive ? 'transferKeepAlive' : 'transferAllowDeath'
      return {
        extrinsic: call(api, 'balances', method, address, amount),
        summary: sending(amount, address),
        spends: BigInt(amount),
        holds: [],
      }
    },
    async 'transfer-all'(api, { to }, { from }) {
      const address = canonicalAddress(to)
      const [balance] = await readBalances(api, [from])
      return {
        extrinsic: call(api, 'balances', 'transferAll', address, false),
        summary: sending(null, address),
        spends: balance?.free ?? 0n,
        holds: [],
        // What is left after the fee is sent: the fee is part of it.
        takesFeeFromSpent: true,
      }
    },
  }
}
