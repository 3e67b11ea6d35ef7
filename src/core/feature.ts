import type { ActionType } from '../contract/actions.ts'
import type { Implementer } from './implement.ts'
import type { Builders } from './tx/build.ts'

/** What a room declares of itself; core/index.ts puts the rooms together. */
export interface Feature {
  /** Builders of what it lets people sign, by the type of action. */
  readonly actions?: Partial<Builders<ActionType>>
  /** Its part of the contract. */
  router(os: Implementer): unknown
  start?(): void | Promise<void>
  stop?(): void | Promise<void>
}
