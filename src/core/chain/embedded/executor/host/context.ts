import type { RuntimeMemory } from '../memory.ts'
import type { Overlay } from '../overlay.ts'

export interface RuntimeLog {
  /** 0 error .. 4 trace; absent for what the runtime printed. */
  readonly level?: number
  readonly target?: string
  readonly message: string
}

/** Signature checks: 0 real, 1 real plus chopsticks' mock signature, 2 everything passes. */
export type MockSignature = 0 | 1 | 2

/** What the host functions of one runtime call work on. */
export interface HostContext {
  readonly memory: RuntimeMemory
  readonly state: Overlay
  readonly logs: RuntimeLog[]
  /** 0 off, 1 error .. 5 trace. */
  readonly logLevel: number
  readonly mockSignature: MockSignature
  readonly stateRoot: (version: number) => Uint8Array
}

/** Takes WASM values: i32 as number (possibly negative), i64 as bigint. */
export type HostFunction = (context: HostContext, ...args: never[]) => number | bigint | void
export type HostInterface = Readonly<Record<string, HostFunction>>
