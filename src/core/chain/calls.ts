import type { ApiPromise } from '@polkadot/api'
import { stringToU8a, u8aToHex } from '@polkadot/util'
import { FaultError } from '../errors.ts'
import { intend } from './signed-call.ts'
import type { Extrinsic } from './sign.ts'
import { say } from '../words.ts'

/**
 * Makes a call by its name in the metadata. What it was made for is remembered and compared before it is signed.
 * @throws {FaultError} on a network whose runtime does not have it
 */
export function call(api: ApiPromise, pallet: string, method: string, ...args: unknown[]): Extrinsic {
  const make = api.tx[pallet]?.[method]
  if (!make) throw foreign(`${pallet}.${method}`)
  return intend(make(...args), { pallet, method, args })
}

/** A storage item by its name in the metadata. @throws {FaultError} on a network whose runtime does not have it */
export function storage(api: Pick<ApiPromise, 'query'>, pallet: string, item: string) {
  const entry = api.query[pallet]?.[item]
  if (!entry) throw foreign(`${pallet}.${item}`)
  return entry
}

/** A constant of the runtime as an amount, planck; 0 where the runtime does not have it. */
export const constant = (api: Pick<ApiPromise, 'consts'>, pallet: string, name: string): bigint =>
  BigInt(api.consts[pallet]?.[name]?.toString() ?? '0')

/** Text as the argument of a call: text that begins with 0x would else be read as hex. */
export const textArg = (text: string): string => u8aToHex(stringToU8a(text))

const foreign = (name: string) => new FaultError(say('chain.unknown-call', { name }))
