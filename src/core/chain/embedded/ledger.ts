import { say } from '../../words.ts'
import { buildBlock, type BuiltBlock } from './block-builder.ts'
import { nextSlot, slotOfDeadline } from './clock.ts'
import type { ChainDatabase } from './database.ts'
import type { StoredBlock } from './database-blocks.ts'
import type { RuntimeExecutor } from './executor/executor.ts'
import { Overlay, type Changes, type StateView } from './executor/overlay.ts'
import { concat } from './executor/scale.ts'
import { EmbeddedStartError } from './errors.ts'
import { buildGenesis } from './genesis.ts'
import { headerHash, openHeader } from './header.ts'
import { AURA_CURRENT_SLOT, CODE, TIMESTAMP_NOW } from './keys.ts'
import { decodeOptionU64, decodeU64, decodeValidity, encodeExtrinsics } from './runtime-api.ts'
import { openSoundState, type Damage } from './sound-state.ts'
import { upgradeTo } from './upgrade.ts'

const EXTERNAL = 2
const NO_ARGS = new Uint8Array()
const NO_EXTRINSICS = encodeExtrinsics([])

/** What a client asks the runtime for is cut after so long, ms: nobody pays for it, and all others wait. */
const CLIENT_CALL_MS = 10_000

export interface Head {
  readonly number: number
  readonly hash: Uint8Array
  /** Timestamp, ms. */
  readonly time: number
}

/** Where a runtime call happens: a block's state and the runtime in it. */
export interface StateAt extends StateView {
  readonly code: Uint8Array
}

interface LedgerOptions {
  database: ChainDatabase
  executor: RuntimeExecutor
  runtimeCode: Uint8Array
  now?: () => number
  clientCallMs?: number | undefined
  /** Of the genesis; default: those of the embedded network. */
  presets?: readonly string[] | undefined
}

/**
 * The chain itself: its last block and state, and how a block is added. Opens what is stored or, in an empty
 * database, makes the genesis of `runtimeCode`. A newer runtime than the stored one is taken over with the next block.
 * One block is added at a time; it is stored before anyone hears of it.
 */
export async function openLedger({
  database,
  executor,
  runtimeCode,
  now = Date.now,
  clientCallMs = CLIENT_CALL_MS,
  presets,
}: LedgerOptions) {
  assertLoadable(executor, runtimeCode)
  const opened = openSoundState(database) ?? (await begin())
  let trie = opened.state
  /** Always of the last block. */
  const state: StateView = { get: (key) => trie.get(key), next: (key) => trie.next(key) }
  let head: Head = { number: opened.block.number, hash: opened.block.hash, time: timeIn(state) }
  let before: Changes | undefined = upgradeTo(state.get(CODE)!, runtimeCode)

  async function begin() {
    const { header, state } = await buildGenesis(executor, runtimeCode, now(), presets)
    const block: StoredBlock = { number: 0, hash: headerHash(header), header, body: NO_EXTRINSICS }
    database.commit(block, new Map(state.entries()))
    return { block, state, damage: null }
  }

  const code = () => state.get(CODE)!
  const call = async (
    method: string,
    args: Uint8Array,
    at: StateAt = { code: code(), ...state },
    withinMs?: number,
  ) => (await executor.call({ code: at.code, method, args, withinMs }, at)).result

  const callForClient = (method: string, args: Uint8Array, at: StateAt) =>
    call(method, args, at, clientCallMs)

  return {
    head: () => head,
    /** What was damaged when the chain was opened, and has been put right. */
    damage: opened.damage as Damage | null,
    state,
    /** The state of the last block as it is now; blocks to come leave it alone. */
    trie: () => trie,
    call,
    /** The same for a client: it ends in time, as whatever the chain does for one has to (ms). */
    ...{ callForClient, clientCallMs },
    /** State of a block that is not the last one. */
    stateAt: (number: number) => database.stateAt(number, head.number),
    block: (id: number | Uint8Array): StoredBlock | undefined => database.block(id),
    /** The application carries another runtime that is not newer: the chain keeps its own. */
    keepsOtherRuntime: before === undefined && Buffer.compare(code(), runtimeCode) !== 0,
    /** A runtime from the application's files that the next block will bring. */
    upgradePending: () => before !== undefined,

    /** Whether a transaction (length prefix included) could be included now. Throws when the runtime cannot read it. */
    async validate(extrinsic: Uint8Array) {
      return decodeValidity(
        await call('TaggedTransactionQueue_validate_transaction', concat([EXTERNAL], extrinsic, head.hash)),
      )
    },

    /** What becomes of a transaction (length prefix included) in a block of its own behind another: SCALE `ApplyExtrinsicResult`. */
    async dryRun(extrinsic: Uint8Array, parent: Pick<Head, 'number' | 'hash'>, at: StateAt) {
      return callForClient('BlockBuilder_apply_extrinsic', extrinsic, await openedOn(executor, parent, at))
    },

    /** The next deadline on chain (ms), or null; runtimes without tasks have none. */
    async nextDeadline(): Promise<number | null> {
      if (!executor.has(code(), 'TasksApi_next_deadline')) return null
      return decodeOptionU64(await call('TasksApi_next_deadline', NO_ARGS))
    },

    /** Makes the block for chain time `time`, or the one that deals with `deadline`, and stores it. */
    async addBlock(params: {
      time: number
      deadline: number | null
      extrinsics: readonly Uint8Array[]
      /** What is not begun after so long, ms, is left for another block. */
      withinMs?: number
    }): Promise<BuiltBlock> {
      const slotMs = decodeU64(await call('AuraApi_slot_duration', NO_ARGS))
      const lastSlot = decodeU64(state.get(AURA_CURRENT_SLOT)!)
      const { time, deadline, extrinsics, withinMs } = params
      const at =
        deadline !== null && time >= deadline
          ? slotOfDeadline(deadline, lastSlot, slotMs)
          : nextSlot(time, lastSlot, slotMs)
      const position = { parentHash: head.hash, number: head.number + 1, ...at }
      const block = await buildBlock(executor, trie, { ...position, extrinsics, before, withinMs })
      database.commit({ ...block, body: encodeExtrinsics(block.extrinsics) }, block.changes)
      trie = block.state
      head = { number: block.number, hash: block.hash, time: block.timestamp }
      before = undefined
      return block
    },
  }
}
export type Ledger = Awaited<ReturnType<typeof openLedger>>

/** The state in which the first transaction of a block behind `parent` finds itself. */
async function openedOn(
  executor: RuntimeExecutor,
  parent: Pick<Head, 'number' | 'hash'>,
  at: StateAt,
): Promise<StateAt> {
  const block = new Overlay(at)
  const slot = decodeU64(at.get(AURA_CURRENT_SLOT)!) + 1
  const args = openHeader(parent.hash, parent.number + 1, slot)
  const opened = await executor.call({ code: at.code, method: 'Core_initialize_block', args }, block)
  for (const [key, value] of opened.changes) block.set(key, value)
  return { code: at.code, get: (key) => block.get(key), next: (key) => block.next(key) }
}

/** A runtime that this host cannot run is refused before anything is stored. */
function assertLoadable(executor: RuntimeExecutor, code: Uint8Array): void {
  try {
    executor.has(code, 'Core_version')
  } catch (error) {
    if (!(error instanceof WebAssembly.CompileError)) throw error
    throw new EmbeddedStartError(say('embedded.not-a-runtime', { why: error.message }))
  }
}

const timeIn = (state: StateView): number => decodeU64(state.get(TIMESTAMP_NOW)!)
