import type { Registry } from '@polkadot/types/types'
import type { DispatchError } from '@polkadot/types/interfaces'
import type { Reason } from '../../contract/common.ts'
import { RejectedError, InsufficientBalanceError, type AinurError } from '../errors.ts'
import { reason, say, type Sentence } from '../words.ts'

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

const MONEY_CODES = new Set([
  'insufficient-balance',
  'token.funds-unavailable',
  'balances.insufficient-balance',
  'inability-to-pay',
])

/** Why the chain refused a call; for errors of pallets the words are those of the metadata. */
export function dispatchReason(error: DispatchError, registry: Registry): Reason {
  if (error.isModule) {
    const { section, name, docs } = registry.findMetaError(error.asModule)
    const code = `${section}.${kebab(name)}`
    return (
      known(code) ?? reason('by-the-chain', { words: docs.join(' ').trim() || `${section}.${name}` }, code)
    )
  }
  if (error.isToken) {
    const name = error.asToken.type
    const code = `token.${kebab(name)}`
    return known(code) ?? reason('token-refused', { name }, code)
  }
  if (error.isArithmetic) {
    const { isUnderflow, type } = error.asArithmetic
    const text = isUnderflow ? 'arithmetic.underflow' : 'arithmetic.overflow'
    return reason(text, {}, `arithmetic.${kebab(type)}`)
  }
  const code = kebab(error.type)
  return known(code) ?? reason('chain-refused', { name: error.type }, code)
}

const NAMED = [
  'token.funds-unavailable',
  'token.only-provider',
  'token.below-minimum',
  'token.cannot-create',
  'token.frozen',
  'token.not-expendable',
  'balances.insufficient-balance',
  'balances.expendability',
  'balances.existential-deposit',
  'bad-origin',
  'cannot-lookup',
  'exhausted',
  'unavailable',
] as const
/** Ours, where they say more than the chain's own. */
function known(code: string): Reason | null {
  const named = NAMED.find((each) => each === code)
  return named === undefined ? null : reason(named)
}

/** What a node says about a transaction that it does not take, by the words of its answer. */
const VALIDITY: [RegExp, Reason][] = [
  [/inability to pay/i, reason('inability-to-pay')],
  [/outdated|stale/i, reason('stale-nonce')],
  [/will be valid in the future|future/i, reason('future-nonce')],
  [/ancient birth|birth block/i, reason('expired')],
  [/bad signature|bad proof/i, reason('bad-proof')],
  [/priority is too low|too low priority/i, reason('low-priority')],
  [/already imported|already known/i, reason('already-known')],
  [/exhaust|immediately dropped|pool is full/i, reason('network-busy')],
]

/** JSON-RPC errors as the provider throws them. */
export interface RpcFailure extends Error {
  readonly code: number
  readonly data?: unknown
}

export const isRpcFailure = (error: unknown): error is RpcFailure =>
  error instanceof Error && 'code' in error && typeof error.code === 'number'

/** Number in `InvalidTransaction::Custom`, or null. */
export function customCode(error: unknown): number | null {
  if (!isRpcFailure(error)) return null
  const match = /custom(?: error)?:?\s*\(?(\d+)/i.exec(`${error.message} ${describeData(error.data)}`)
  return match ? Number(match[1]) : null
}

/** Why a node did not take a transaction. */
export function validityReason(error: RpcFailure): Reason {
  const text = `${error.message} ${describeData(error.data)}`
  const found = VALIDITY.find(([pattern]) => pattern.test(text))
  if (found) return found[1]
  const code = customCode(error)
  if (code !== null) return reason('custom-refusal', { number: code }, `custom-${code}`)
  return reason('invalid-transaction', { said: text.trim() })
}

const describeData = (data: unknown) =>
  typeof data === 'string' ? data : data === undefined ? '' : JSON.stringify(data)

/** The error to throw for a reason. `means`: what it means for money. */
export function rejected(why: Reason, means: Sentence, cause?: unknown): AinurError {
  const detail = why.detail['said'] ? `${why.code}: ${why.detail['said']}` : why.code
  const facts = { why: why.said ?? why.message }
  if (MONEY_CODES.has(why.code))
    return new InsufficientBalanceError({ ...say('tx.refused-for-money', facts), means, detail, cause })
  return new RejectedError({ ...say('tx.refused', facts), reason: why.code, means, detail, cause })
}
