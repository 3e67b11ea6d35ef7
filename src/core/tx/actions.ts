import type { ApiPromise } from '@polkadot/api'
import type { Action, ActionType } from '../../contract/actions.ts'
import type { ActionContext, ActionOf, BuiltCall, Builder, Builders } from './build.ts'
import { createTransferActions } from './transfers.ts'

/** Builders that features give, by action type. */
export type FeatureActions = Builders<Exclude<ActionType, keyof ReturnType<typeof createTransferActions>>>

/** Makes the call of any action. */
export type BuildAction = (api: ApiPromise, action: Action, context: ActionContext) => Promise<BuiltCall>

/** What is known of them is in the action or asked of the chain. All others say what they are about by the index. */
const WITHOUT_INDEX: ReadonlySet<ActionType> = new Set<ActionType>([
  'transfer',
  'transfer-all',
  'task.post',
  'agent.register',
])

/** The one table of everything that can be signed: payments here, the rest from the features. `requireCurrent` throws while the index is old. */
export function createActions(
  features: FeatureActions,
  { requireCurrent, nameOf }: { requireCurrent: () => void; nameOf: (address: string) => string | null },
): BuildAction {
  const table: Builders<ActionType> = { ...createTransferActions(nameOf), ...features }
  return async <T extends ActionType>(api: ApiPromise, action: ActionOf<T>, context: ActionContext) => {
    if (!WITHOUT_INDEX.has(action.type)) requireCurrent()
    const build = table[action.type as T] as Builder<T>
    return build(api, action, context)
  }
}
