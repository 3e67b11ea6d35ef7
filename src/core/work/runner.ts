import type { AgentManifest } from '../../contract/manifest.ts'
import type { RunRecord } from '../../contract/receipt.ts'
import { InvalidError } from '../errors.ts'
import type { Execution, Limits, RunOptions, RunRequest } from '../sandbox/types.ts'
import { say } from '../words.ts'
import type { Fact } from '../../contract/words/said.ts'

/** What an agent on chain runs, ready on this machine. */
export interface Program {
  readonly manifest: AgentManifest
  /** What one run may use. */
  readonly limits: Limits
  /** Version of the rules by which fuel is counted. */
  readonly meterVersion: number
  /** Whether it is still as it was loaded; otherwise it has to be loaded again. */
  ready(): Promise<boolean>
  /** Runs one task. `wallMs` replaces the limit of the time, which is no part of the result. */
  run(request: RunRequest, options?: RunOptions & { wallMs?: number }): Promise<Execution>
  /** What a receipt says of a run; `undefined` if it ended by something that a re-run would not repeat. */
  record(request: RunRequest, execution: Execution): Promise<RunRecord | undefined>
}

/** Runs the agents of one kind. */
export interface Runner<K extends AgentManifest['kind'] = AgentManifest['kind']> {
  readonly kind: K
  /** Makes ready what a manifest names. @throws {NotFoundError} @throws {InvalidError} @throws {SandboxError} */
  load(manifest: Extract<AgentManifest, { kind: K }>, signal?: AbortSignal): Promise<Program>
}

/** By the kind of agent; an agent of a kind that is not here cannot be run. */
export type Runners = { readonly [K in AgentManifest['kind']]?: Runner<K> }

export const unusable = (why: Fact, detail?: string) =>
  new InvalidError({ ...say('agents.cannot-run', { why }), detail })
