import type { Registry } from '@polkadot/types/types'
import type { DispatchError } from '@polkadot/types/interfaces'
import type { Reason } from '../../contract/common.ts'
import { RejectedError, InsufficientBalanceError, type AinurError } from '../errors.ts'

const kebab = (name: string) => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase()

const TOKEN_WORDS: Record<string, string> = {
  FundsUnavailable: 'There are not enough free AINU for this.',
  OnlyProvider: 'The account would be removed from the chain although something still depends on it.',
  BelowMinimum: 'The amount is too small for an account to exist.',
  CannotCreate: 'The account cannot be created with this amount.',
  Frozen: 'The AINU are frozen.',
  NotExpendable: 'Sending this would remove the account from the chain.',
}
const MODULE_WORDS: Record<string, string> = {
  'balances.InsufficientBalance': 'There are not enough free AINU for this.',
  'balances.Expendability': 'Sending this would remove the account from the chain.',
  'balances.ExistentialDeposit': 'The amount is too small for an account to exist.',
}
const OTHER_WORDS: Record<string, string> = {
  BadOrigin: 'The account that signed may not do this.',
  CannotLookup: 'The address is not known.',
  Exhausted: 'The block was full.',
  Unavailable: 'Something that the call needs is not there.',
}
const MONEY_CODES = new Set(['token.funds-unavailable', 'balances.insufficient-balance', 'inability-to-pay'])

/** Why the chain refused a call, in words; for errors of pallets these are the words of the metadata. */
export function dispatchReason(error: DispatchError, registry: Registry): Reason {
  if (error.isModule) {
    const { section, name, docs } = registry.findMetaError(error.asModule)
    const words = MODULE_WORDS[`${section}.${name}`] ?? (docs.join(' ').trim() || `${section}.${name}`)
    return { code: `${section}.${kebab(name)}`, message: words, detail: {} }
  }
  if (error.isToken) {
    const name = error.asToken.type
    return {
      code: `token.${kebab(name)}`,
      message: TOKEN_WORDS[name] ?? `The token refused: ${name}.`,
      detail: {},
    }
  }
  if (error.isArithmetic) {
    const { isUnderflow, type } = error.asArithmetic
    return {
      code: `arithmetic.${kebab(type)}`,
      message: isUnderflow
        ? 'The amount is larger than what there is.'
        : 'The numbers are too large for the chain.',
      detail: {},
    }
  }
  const name = error.type
  return { code: kebab(name), message: OTHER_WORDS[name] ?? `The chain refused: ${name}.`, detail: {} }
}

/** What a node says about a transaction that it does not take, by the words of its answer. */
const VALIDITY: [RegExp, Reason][] = [
  [/inability to pay/i, reason('inability-to-pay', 'The account cannot pay the fee.')],
  [/outdated|stale/i, reason('stale-nonce', 'Another transaction of this account came first.')],
  [
    /will be valid in the future|future/i,
    reason('future-nonce', 'An earlier transaction of this account is missing.'),
  ],
  [/ancient birth|birth block/i, reason('expired', 'The transaction was too old when it arrived.')],
  [
    /bad signature|bad proof/i,
    reason(
      'bad-proof',
      'The chain did not accept the signature: its rules are not what the endpoint says they are.',
    ),
  ],
  [
    /priority is too low|too low priority/i,
    reason('low-priority', 'Another transaction with the same number is waiting.'),
  ],
  [/already imported|already known/i, reason('already-known', 'The network has this transaction already.')],
  [
    /exhaust|immediately dropped|pool is full/i,
    reason('network-busy', 'The network takes no more transactions now.'),
  ],
]

function reason(code: string, message: string): Reason {
  return { code, message, detail: {} }
}

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
  const known = VALIDITY.find(([pattern]) => pattern.test(text))
  if (known) return known[1]
  const code = customCode(error)
  if (code !== null) return reason(`custom-${code}`, `The chain refused the transaction (code ${code}).`)
  return {
    code: 'invalid-transaction',
    message: 'The network did not take the transaction.',
    detail: { said: text.trim() },
  }
}

const describeData = (data: unknown) =>
  typeof data === 'string' ? data : data === undefined ? '' : JSON.stringify(data)

/** The error to throw for a reason. */
export function rejected(why: Reason, consequence: string, cause?: unknown): AinurError {
  const detail = why.detail['said'] ? `${why.code}: ${why.detail['said']}` : why.code
  if (MONEY_CODES.has(why.code))
    return new InsufficientBalanceError({
      message: why.message,
      consequence,
      remedy: 'Choose a smaller amount, or get more AINU first.',
      detail,
      cause,
    })
  return new RejectedError({
    reason: why.code,
    message: why.message,
    consequence,
    remedy: 'Look at the present state and try again if it still makes sense.',
    detail,
    cause,
  })
}
