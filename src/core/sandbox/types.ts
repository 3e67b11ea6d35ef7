import { deterministicTraps, type agentErrorCodes } from '../../contract/receipt.ts'
import { MAX_CONTENT_BYTES } from '../../contract/sizes.ts'

/** A component that is transpiled, metered and in the cache: ready to run. */
export interface PreparedComponent {
  /** BLAKE3 of the component's bytes, 64 hex digits. */
  hash: string
  /** Interfaces that it imports, without versions of WASI: `ainur:agent/host`, `wasi:random/random`, ... */
  imports: string[]
  /** Meter, transpiler and layout that made the artefacts. */
  metered: string
  /** Version of the rules by which fuel is counted; part of a receipt. */
  meterVersion: number
}

/** What one run may use. Everything but `wallMs` stops at the same point on every machine. */
export interface Limits {
  /** Units of fuel, decimal string. */
  fuel: string
  /** Bytes over all linear memories, a multiple of 64 KiB. */
  memory: number
  /** Milliseconds from the start of the process to the result. */
  wallMs: number
  /** Bytes of input data and parameters together. */
  input: number
  /** Bytes of output data. */
  output: number
  /** Bytes of log lines, stdout and stderr, each counted by itself; of log lines the first are kept, of the others the last. */
  logs: number
}

/** One task for an agent. */
export interface RunRequest {
  /** Seeds the clock and the randomness that the agent sees. */
  taskId: string
  capability: string
  mediaType: string
  data: Uint8Array
  /** JSON object as text. */
  parameters: string
}

export const logLevels = ['debug', 'info', 'warning', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

export interface AgentLog {
  level: LogLevel
  message: string
}

export type AgentErrorCode = (typeof agentErrorCodes)[number]

/**
 * Why a run ended without an answer.
 * - `fuel`, `memory`, `stack`, `output-limit`, `unreachable`, `exit` and `trap` are deterministic: a re-run ends alike.
 * - `timeout` (wall clock), `process-memory` (what the host had to hold for it grew beyond all measure), `killed`
 *   (cancelled, or the process died) and `host` (the sandbox itself failed) are not.
 */
export const trapCauses = [...deterministicTraps, 'timeout', 'process-memory', 'killed', 'host'] as const
export type TrapCause = (typeof trapCauses)[number]

export type Outcome =
  | { kind: 'ok'; mediaType: string; data: Uint8Array }
  | { kind: 'error'; code: AgentErrorCode; message: string }
  | { kind: 'trap'; cause: TrapCause; message: string }

/** All that is known of one run. */
export interface Execution {
  outcome: Outcome
  /** Decimal string; `0` when the process died before it could tell. */
  fuelUsed: string
  /** Bytes of memories and tables at the end; they never shrink, so it is also the most that was used. */
  memoryPeak: number
  /** Milliseconds from the start of the process to its end. */
  wallMs: number
  stdout: string
  stderr: string
  logs: AgentLog[]
}

export interface RunOptions {
  signal?: AbortSignal
  /** Called for each line while the agent runs. */
  onLog?: (log: AgentLog) => void
  /** `permille` is between 0 and 1000. */
  onProgress?: (permille: number, message: string) => void
}

export interface Sandbox {
  /**
   * Transpiles and meters a component in another process, or takes it from the cache.
   * @throws SandboxError `invalid-component`, `unknown-import` (its message names the import), `unsupported`
   */
  prepare(component: Uint8Array, options?: { signal?: AbortSignal }): Promise<PreparedComponent>
  /** Whether what was prepared is still there, and as it was: otherwise it has to be prepared again. */
  ready(component: PreparedComponent): Promise<boolean>
  /**
   * Runs one task in a process of its own. Resolves for every end of the agent; rejects only when aborted, stopped,
   * or when the component is not in the cache any more (SandboxError).
   */
  run(
    component: PreparedComponent,
    request: RunRequest,
    limits: Limits,
    options?: RunOptions,
  ): Promise<Execution>
  /** Ends every process. Calls after it are refused. */
  stop(): Promise<void>
}

/** Limits for a task that names none: enough for a long text, too little to hurt. */
export const defaultLimits: Limits = {
  fuel: '20000000000',
  memory: 256 * 1024 * 1024,
  wallMs: 60_000,
  input: MAX_CONTENT_BYTES,
  output: MAX_CONTENT_BYTES,
  logs: 256 * 1024,
}
