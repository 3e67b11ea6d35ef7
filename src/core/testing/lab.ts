import { expandMetadata, Metadata, TypeRegistry, type Vec } from '@polkadot/types'
import { Keyring } from '@polkadot/keyring'
import type { KeyringPair } from '@polkadot/keyring/types'
import type { EventRecord, RuntimeVersion } from '@polkadot/types/interfaces'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toChainEvent } from '../chain/events.ts'
import type { Block } from '../chain/blocks.ts'
import { openDatabase } from '../chain/embedded/database.ts'
import { createExecutor, type RuntimeExecutor } from '../chain/embedded/executor/executor.ts'
import { readCompact, toHex } from '../chain/embedded/executor/scale.ts'
import { SYSTEM_EVENTS } from '../chain/embedded/keys.ts'
import { openLedger } from '../chain/embedded/ledger.ts'
import { freeOf, readBooks, type Books } from './books.ts'
import { runtimePath } from './paths.ts'

/** A call and who signs it. */
export type Signed = readonly [Call, KeyringPair]

const NO_ARGS = new Uint8Array()
/** 2026-09-21; any moment will do, it must only be the same in every run. */
const START_MS = 1_790_000_000_000

/** An extrinsic of the registry, not yet signed. */
export type Call = ReturnType<ReturnType<typeof expandMetadata>['tx'][string][string]>

interface LabOptions {
  dir?: string
  start?: number
  /** Of the genesis; default: that of the embedded network. */
  preset?: string
  /** Puts something between the chain and what runs the runtime. */
  watch?: (executor: RuntimeExecutor) => RuntimeExecutor
}

/**
 * The chain as it ships, with the clock in the test's hand: blocks are made when the test says so, and what happened
 * can be read at once. `dir` keeps the chain; without it it is gone with `close`.
 */
export async function openLab({
  dir,
  start = START_MS,
  preset,
  watch = (executor) => executor,
}: LabOptions = {}) {
  const folder = dir ?? mkdtempSync(join(tmpdir(), 'ainur-lab-'))
  const database = openDatabase(folder)
  const executor = watch(await createExecutor('v8'))
  const runtimeCode = new Uint8Array(readFileSync(runtimePath))
  const ledger = await openLedger({
    database,
    executor,
    runtimeCode,
    now: () => start,
    presets: preset === undefined ? undefined : [preset],
  })
  const genesisHash = database.block(0)!.hash

  const registry = new TypeRegistry()
  const metadata = await ledger.call('Metadata_metadata', NO_ARGS)
  const parsed = new Metadata(registry, metadata.slice(readCompact(metadata)[1]))
  registry.setMetadata(parsed)
  const { tx, query, consts } = expandMetadata(registry, parsed)
  const runtimeVersion = registry.createType<RuntimeVersion>(
    'RuntimeVersion',
    await ledger.call('Core_version', NO_ARGS),
  )
  const eventsType = registry.createLookupType(query['system']!['events']!.meta.type.asPlain)
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 })
  const nonces = new Map<string, number>()
  let time = ledger.head().time

  function sign(call: Call, who: KeyringPair): Uint8Array {
    const nonce = nonces.get(who.address) ?? 0
    nonces.set(who.address, nonce + 1)
    const extrinsic = registry.createType('Extrinsic', call as never, { version: 4 })
    const era = registry.createType('ExtrinsicEra')
    extrinsic.sign(who, { blockHash: genesisHash, genesisHash, runtimeVersion, nonce, era, tip: 0 })
    return extrinsic.toU8a()
  }

  async function addBlock(at: number, extrinsics: readonly Uint8Array[]): Promise<Block> {
    const built = await ledger.addBlock({ time: at, deadline: await ledger.nextDeadline(), extrinsics })
    const left = [...built.rejected.map(({ words }) => words), ...built.postponed.map(() => 'postponed')]
    if (left.length > 0) throw new Error(`block ${built.number} left out: ${left.join(', ')}`)
    time = built.timestamp
    const place = { block: built.number, hash: toHex(built.hash), time: built.timestamp }
    const records = registry.createTypeUnsafe<Vec<EventRecord>>(eventsType, [
      ledger.state.get(SYSTEM_EVENTS)!,
    ])
    const events = records.map((record, index) => toChainEvent(record, index, place))
    return { number: place.block, hash: place.hash, time, events }
  }

  return {
    tx,
    /** Constants of the runtime, by pallet and name. */
    consts,
    /** The key of a development account, e.g. `//Alice`; these have a million AINU. */
    key: (uri: string) => keyring.createFromUri(uri),
    genesisHash: toHex(genesisHash),
    now: () => time,
    height: () => ledger.head().number,
    /** How many items the state has. */
    stateSize: () => [...ledger.trie().entries()].length,
    nextDeadline: () => ledger.nextDeadline(),
    books: (): Books => readBooks(ledger.state, query, registry),
    /** What an account has free, planck. */
    free: (address: string): bigint => freeOf(ledger.state, query, address),
    /** Makes a block, 1 ms later, of these calls. Throws when one is not valid; failing is fine. */
    block: (...calls: readonly Signed[]) =>
      addBlock(
        time + 1,
        calls.map(([call, who]) => sign(call, who)),
      ),
    /** Lets time pass in which nobody makes blocks. */
    stall: (ms: number) => void (time += ms),
    /** Lets time pass; makes a block for each deadline on the way and gives each to `onBlock`. */
    async pass(ms: number, onBlock: (block: Block) => void = () => {}): Promise<void> {
      const end = time + ms
      for (;;) {
        const due = await ledger.nextDeadline()
        if (due === null || due > end) break
        onBlock(await addBlock(due, []))
      }
      time = Math.max(time, end)
    },
    close() {
      database.close()
      if (dir === undefined) rmSync(folder, { recursive: true, force: true })
    },
  }
}
export type Lab = Awaited<ReturnType<typeof openLab>>
