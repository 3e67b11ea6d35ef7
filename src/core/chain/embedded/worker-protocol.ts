import type { Failure } from './errors.ts'
import type { Remembered } from './remembered.ts'
import type { Condition, EmbeddedStatus, ExecutorKind, LogLevel } from './types.ts'

/** What the worker gets when it starts. */
export interface WorkerInput {
  readonly dataDir: string
  readonly contentDir: string
  readonly runtimePath: string
  readonly port: number
  /** Of the application's own connection. */
  readonly ownKey: string
  /** Where that port cannot be had, any free one. */
  readonly orAnother: boolean
  readonly speed: number
  readonly executor: ExecutorKind
  readonly historyBlocks: number | undefined
  readonly clientCallMs: number | undefined
  readonly remembered: Remembered
  /** Memory in which the worker marks the runtime call under way; see `call-monitor.ts`. */
  readonly monitor: SharedArrayBuffer
}

export type WorkerStatus = Omit<EmbeddedStatus, 'restarts'>

export type FromWorker =
  | {
      readonly type: 'ready'
      readonly port: number
      readonly status: WorkerStatus
      readonly condition: Condition
    }
  | { readonly type: 'damaged'; readonly blocks: readonly number[] }
  | { readonly type: 'status'; readonly status: WorkerStatus }
  | { readonly type: 'log'; readonly level: LogLevel; readonly message: string }
  | { readonly type: 'failed'; readonly failure: Failure }
  | { readonly type: 'stopped' }

export type ToWorker = { readonly type: 'speed'; readonly speed: number } | { readonly type: 'stop' }
