import type { ApiPromise } from '@polkadot/api'
import type { Action, ActionType } from '../../contract/actions.ts'
import type { Extrinsic } from '../chain/sign.ts'
import type { Sentence } from '../words.ts'

/** A call that is ready to be shown or signed. Amounts in planck. */
export interface BuiltCall {
  extrinsic: Extrinsic
  /** What is signed, in words, e.g. `Put 12 AINU in escrow for the task "Summarise"`. */
  summary: Sentence
  /** What leaves `free` besides the fee: transferred and newly held. */
  spends: bigint | 'everything'
  /** What that is made of, where the summary does not say it. */
  parts: readonly { said: Sentence; amount: bigint }[]
  /** The call may take the account from the chain; every other one is refused there unless the existential deposit stays. */
  mayRemove?: boolean
  /**
   * Done once, after the preview was accepted and before anything is signed: a preview alone leaves nothing behind.
   * What it gives undoes it, for when the network refuses the transaction.
   */
  beforeSigning?: () => Promise<() => void>
}

export interface ActionContext {
  /** Whose account signs. */
  from: string
  signal?: AbortSignal
}

export type ActionOf<T extends ActionType> = Extract<Action, { type: T }>
export type Builder<T extends ActionType> = (
  api: ApiPromise,
  action: ActionOf<T>,
  context: ActionContext,
) => BuiltCall | Promise<BuiltCall>
/** One builder for each of a feature's actions. */
export type Builders<T extends ActionType> = { readonly [K in T]: Builder<K> }
