import { call, constant } from '../chain/calls.ts'
import { readBalances } from '../wallet/balances.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Builders } from './build.ts'
import { say, type Sentence } from '../words.ts'

const short = (address: string) => `${address.slice(0, 6)}...${address.slice(-6)}`

type NameOf = (address: string) => string | null

/** An account of somebody else in words: a name never comes without the address that it stands for. */
export const accountCalled =
  (nameOf: NameOf) =>
  (address: string): string | Sentence => {
    const name = nameOf(address)
    return name === null ? short(address) : say('tx.named', { name, address: short(address) })
  }

/** Builders of plain payments. `nameOf`: what the user calls an account of somebody else. */
export const createTransferActions = (nameOf: NameOf): Builders<'transfer' | 'transfer-all'> => {
  const receiver = accountCalled(nameOf)
  return {
    transfer(api, { to, amount, keepAlive }) {
      const address = canonicalAddress(to)
      const method = keepAlive ? 'transferKeepAlive' : 'transferAllowDeath'
      return {
        extrinsic: call(api, 'balances', method, address, amount),
        summary: say('tx.send', { amount, to: receiver(address) }),
        spends: BigInt(amount),
        parts: [],
        mayRemove: !keepAlive,
      }
    },
    async 'transfer-all'(api, action, { from }) {
      const address = canonicalAddress(action.to)
      const [balance] = await readBalances(api, [from])
      const to = receiver(address)
      const stays = constant(api, 'balances', 'existentialDeposit').toString()
      return {
        extrinsic: call(api, 'balances', 'transferAll', address, false),
        summary:
          balance && !balance.removable ? say('tx.send-all-but', { stays, to }) : say('tx.send-all', { to }),
        spends: 'everything',
        parts: [],
        mayRemove: true,
      }
    },
  }
}
