import type { expandMetadata, TypeRegistry } from '@polkadot/types'
import type { Codec } from '@polkadot/types/types'
import { compactStripLength } from '@polkadot/util'
import type { StateView } from '../chain/embedded/executor/overlay.ts'
import { keyFromBytes } from '../chain/embedded/executor/scale.ts'

type Query = ReturnType<typeof expandMetadata>['query']

/** Where every planck of a state is. */
export interface Books {
  /** `Balances.TotalIssuance`, planck. */
  readonly issuance: bigint
  /** By public key, hex. `held`: by reason, e.g. `tasks.escrow`. */
  readonly accounts: ReadonlyMap<string, Account>
}
export interface Account {
  readonly free: bigint
  readonly reserved: bigint
  readonly held: ReadonlyMap<string, bigint>
}

const U128 = 16
const FREE_AT = 16
const MAP_HASH = 16 + 16

/** Little-endian u128. */
function u128(bytes: Uint8Array, at: number): bigint {
  let value = 0n
  for (let i = at + U128 - 1; i >= at; i--) value = (value << 8n) | BigInt(bytes[i]!)
  return value
}

function* under(state: StateView, prefix: string): Generator<[key: string, value: Uint8Array]> {
  for (let key = state.next(prefix); key !== null && key.startsWith(prefix); key = state.next(key))
    yield [key, state.get(key)!]
}

/** Keys of maps by `Blake2_128Concat` of an account: two hashes of the names, one of the key, the key. */
const accountOf = (key: string) => Buffer.from(key.slice(MAP_HASH + 16), 'latin1').toString('hex')

/** Reads all accounts and holds out of a state, without asking the pallets that are to be checked. */
export function readBooks(state: StateView, query: Query, registry: TypeRegistry): Books {
  const system = query['system']!['account']!
  const balances = query['balances']!
  const holdsType = registry.createLookupType(balances['holds']!.meta.type.asMap.value)
  const held = new Map<string, Map<string, bigint>>()
  for (const [key, value] of under(state, keyFromBytes(balances['holds']!.keyPrefix() as Uint8Array))) {
    const holds = registry.createTypeUnsafe<Codec>(holdsType, [value]).toJSON() as unknown as {
      id: Record<string, string>
      amount: string | number
    }[]
    const sums = new Map<string, bigint>()
    for (const { id, amount } of holds) {
      const [[pallet, reason]] = Object.entries(id) as [[string, string]]
      sums.set(`${pallet}.${reason}`.toLowerCase(), BigInt(amount))
    }
    held.set(accountOf(key), sums)
  }
  const accounts = new Map<string, Account>()
  for (const [key, value] of under(state, keyFromBytes(system.keyPrefix() as Uint8Array))) {
    const who = accountOf(key)
    const account = { free: u128(value, FREE_AT), reserved: u128(value, FREE_AT + U128) }
    accounts.set(who, { ...account, held: held.get(who) ?? new Map() })
    held.delete(who)
  }
  if (held.size > 0)
    throw new Error(`Something is held of accounts that do not exist: ${[...held.keys()].join(', ')}`)
  const issuance = state.get(keyFromBytes(balances['totalIssuance']!.keyPrefix() as Uint8Array))
  return { issuance: issuance ? u128(issuance, 0) : 0n, accounts }
}

const add = (total: bigint, amount: bigint) => total + amount

/** Everything that is in any place of any account, planck. */
export const allPlaces = ({ accounts }: Books): bigint =>
  [...accounts.values()].map(({ free, reserved }) => free + reserved).reduce(add, 0n)

/** Everything that is held for a reason, planck. */
export const heldFor = ({ accounts }: Books, reason: string): bigint =>
  [...accounts.values()].map(({ held }) => held.get(reason) ?? 0n).reduce(add, 0n)

/** What is held of an account for all reasons, planck. */
export const heldOf = ({ held }: Account): bigint => [...held.values()].reduce(add, 0n)

/** What one account has free, planck. */
export function freeOf(state: StateView, query: Query, address: string): bigint {
  const [, key] = compactStripLength(query['system']!['account']!(address))
  const value = state.get(keyFromBytes(key))
  return value ? u128(value, FREE_AT) : 0n
}
