import type { RuntimeExecutor } from './executor/executor.ts'
import { Overlay, type Changes } from './executor/overlay.ts'
import { RuntimeCallError } from './executor/run-task.ts'
import { stateVersionOf } from './executor/runtime-version.ts'
import type { StateTrie } from './executor/trie.ts'
import { headerHash, openHeader, withStateRoot } from './header.ts'
import { CODE } from './keys.ts'
import { createBreather } from './turns.ts'
import { decodeExtrinsics, decodeInvalidity, timestampInherent } from './runtime-api.ts'

export interface BuildParams {
  readonly parentHash: Uint8Array
  readonly number: number
  readonly slot: number
  /** ms */
  readonly timestamp: number
  /** Each with its length prefix. */
  readonly extrinsics: readonly Uint8Array[]
  /** Changes that come before the block, such as a new runtime. */
  readonly before?: Changes
  readonly signal?: AbortSignal
  /** No transaction is begun after so long, ms; at least one is. Default: no limit */
  readonly withinMs?: number | undefined
}

export interface BuiltBlock {
  readonly number: number
  readonly hash: Uint8Array
  readonly header: Uint8Array
  readonly timestamp: number
  readonly slot: number
  /** Inherents first. */
  readonly extrinsics: readonly Uint8Array[]
  readonly changes: Changes
  /** The state behind the block; the header has its root. */
  readonly state: StateTrie
  /** Invalid by now; not in the block. */
  readonly rejected: readonly { readonly extrinsic: Uint8Array; readonly words: string }[]
  /** Did not fit. */
  readonly postponed: readonly Uint8Array[]
}

const NO_ARGS = new Uint8Array()

/** Builds a block on a state, which it leaves alone; lets go of the thread between transactions. Throws when the runtime refuses the block itself. */
export async function buildBlock(
  executor: RuntimeExecutor,
  parent: StateTrie,
  params: BuildParams,
): Promise<BuiltBlock> {
  const { withinMs = Infinity } = params
  const begun = performance.now()
  const breathe = createBreather()
  const state = new Overlay(parent)
  for (const [key, value] of params.before ?? []) state.set(key, value)
  const code = state.get(CODE)!
  const run = (method: string, args: Uint8Array) => {
    params.signal?.throwIfAborted()
    return executor.call({ code, method, args }, state)
  }
  const keep = (changes: Changes) => {
    for (const [key, value] of changes) state.set(key, value)
  }
  keep(
    (await run('Core_initialize_block', openHeader(params.parentHash, params.number, params.slot))).changes,
  )

  const extrinsics: Uint8Array[] = []
  const inherents = await run('BlockBuilder_inherent_extrinsics', timestampInherent(params.timestamp))
  for (const inherent of decodeExtrinsics(inherents.result)) {
    const { result, changes } = await run('BlockBuilder_apply_extrinsic', inherent)
    if (result[0] !== 0 || result[1] !== 0)
      throw new Error(`the runtime refused its own inherent (${Buffer.from(result).toString('hex')})`)
    keep(changes)
    extrinsics.push(inherent)
  }

  const rejected: { extrinsic: Uint8Array; words: string }[] = []
  const postponed: Uint8Array[] = []
  let applied = 0
  for (const [i, extrinsic] of params.extrinsics.entries()) {
    if (applied > 0 && performance.now() - begun > withinMs) {
      postponed.push(...params.extrinsics.slice(i))
      break
    }
    await breathe()
    try {
      const { result, changes } = await run('BlockBuilder_apply_extrinsic', extrinsic)
      if (result[0] === 0) {
        keep(changes)
        extrinsics.push(extrinsic)
        applied++
        continue
      }
      const { words, exhausted } = decodeInvalidity(result.subarray(1))
      // What does not fit into an otherwise empty block will never fit.
      if (exhausted && applied > 0) postponed.push(extrinsic)
      else rejected.push({ extrinsic, words })
    } catch (error) {
      if (!(error instanceof RuntimeCallError)) throw error
      rejected.push({ extrinsic, words: error.message })
    }
  }

  const final = await run('BlockBuilder_finalize_block', NO_ARGS)
  keep(final.changes)
  const { number, slot, timestamp } = params
  // Half of what a block touches is gone at its end and was not there before: nothing of that needs to be stored.
  const changes = new Map(
    [...state.changes()].filter(([key, value]) => value !== null || parent.get(key) !== null),
  )
  const after = parent.inVersion(stateVersionOf(code)).with(changes)
  const header = withStateRoot(final.result, after.root())
  return {
    number,
    hash: headerHash(header),
    header,
    timestamp,
    slot,
    extrinsics,
    changes,
    state: after,
    rejected,
    postponed,
  }
}
