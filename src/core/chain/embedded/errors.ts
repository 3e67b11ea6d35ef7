import type { Said } from '../../../contract/words/said.ts'
import { SaidError, why } from '../../errors.ts'
import { whyOf } from '../../storage-errors.ts'
import { english, say, type Sentence } from '../../words.ts'

/** The embedded chain could not be started; the words say why and what to do. */
export class EmbeddedStartError extends SaidError {}

/** The chain is not there any more, or damaged beyond repair. Nothing was changed. */
export class UnusableChainError extends EmbeddedStartError {}

/** Another process (or another network in this one) has the chain's folder open. */
export class DataDirLockedError extends SaidError {
  constructor(folder: string) {
    super(say('embedded.locked', { folder }))
  }
}

/** A runtime call ran longer than allowed; the chain was restarted from its last block. */
export class RuntimeCallTimeoutError extends SaidError {
  /** Whether a client of the chain asked for it, and the chain's own work does not need it. */
  readonly byClient: boolean
  constructor(method: string, limitMs: number, height: number) {
    super(say('embedded.call-cut', { method, limit: limitMs, height }))
    this.byClient = !/^(Core|BlockBuilder|GenesisBuilder)_/.test(method)
  }
}

/** The chain's worker ended by itself. */
export class WorkerCrashedError extends SaidError {}

/** What the disk gives for a block, or for the state of its time, is not what was stored. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError'
  readonly block: number
  constructor(block: number) {
    super(`Block ${block} of the embedded chain is damaged on this disk.`)
    this.block = block
  }
}

/** @param height number of the last block, as far as it can be made out */
export const noSoundState = (height: number | null): UnusableChainError =>
  new UnusableChainError(
    height === null ? say('embedded.no-sound-state') : say('embedded.no-sound-state-at', { height }),
  )

/** A failure of the worker as it crosses to the thread that supervises it. */
export interface Failure {
  readonly kind: 'locked' | 'unusable' | 'start'
  readonly said: Said
}

export function failureOf(error: unknown): Failure {
  const said = error instanceof SaidError ? error.said : say('embedded.stopped', { why: whyOf(error) })
  if (error instanceof DataDirLockedError) return { kind: 'locked', said }
  return { kind: error instanceof UnusableChainError ? 'unusable' : 'start', said }
}

/** @param folder of the chain */
export function errorOf({ kind, said }: Failure, folder: string): Error {
  if (kind === 'locked') return new DataDirLockedError(folder)
  const text: Sentence = { ...said, message: english(said) }
  return kind === 'unusable' ? new UnusableChainError(text) : new EmbeddedStartError(text)
}

/** Nothing is lost by a block that cannot be made: the transactions stay in the pool, and it is tried again. */
export const noBlock = (error: unknown): Sentence =>
  (error as { code?: string }).code === 'SQLITE_FULL'
    ? say('embedded.full')
    : say('embedded.no-block', { why: why(error) })
