import type { ApiPromise } from '@polkadot/api'
import type { Action, ActionType } from '../../contract/actions.ts'
import type { ActionContext, ActionOf, BuiltCall, Builder, Builders } from './build.ts'
import { transferActions } from './transfers.ts'

/** Builders that features give, by action type. */
export type FeatureActions = Builders<Exclude<ActionType, keyof typeof transferActions>>

/** Makes the call of any action. */
export type BuildAction = (api: ApiPromise, action: Action, context: ActionContext) => Promise<BuiltCall>

/** The one table of everything that can be signed: payments here, the rest from the features. */
export function createActions(features: FeatureActions): BuildAction {
  const table: Builders<ActionType> = { ...transferActions, ...features }
  return async <T extends ActionType>(api: ApiPromise, action: ActionOf<T>, context: ActionContext) => {
    const build = table[action.type as T] as Builder<T>
    return build(api, action, context)
  }
}
