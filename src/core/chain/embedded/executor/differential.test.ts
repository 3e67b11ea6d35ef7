import { afterAll, beforeAll, expect, test } from 'vitest'
import { calculateStateRoot, destroyWorker } from '@acala-network/chopsticks-core'
import { buildGenesis } from '../genesis.ts'
import { headerHash, openHeader } from '../header.ts'
import { TIMESTAMP_NOW } from '../keys.ts'
import { decodeExtrinsics, decodeU64, timestampInherent } from '../runtime-api.ts'
import { plainRuntimeCode } from '../testing/runtime.ts'
import { createSigner, type Signer } from '../testing/signer.ts'
import { createExecutor, type RuntimeExecutor } from './executor.ts'
import { emptyState, type Changes, type StateView } from './overlay.ts'
import { concat, keyToHex, readCompact, text, toHex } from './scale.ts'
import { type StateTrie } from './trie.ts'

// Every runtime call runs on V8 and in chopsticks' interpreter: the same bytes and the same changes must come out.
const EXTERNAL = 2
const NO_ARGS = new Uint8Array()
const UNIT = 1_000_000_000_000n
const code = plainRuntimeCode()
let v8: RuntimeExecutor
let stock: RuntimeExecutor
let state: StateTrie
let parent: Uint8Array
let signer: Signer
let time: number
const seen = { applied: 0, failed: 0, invalid: 0, trapped: 0 }

const sorted = (changes: Changes) =>
  [...changes]
    .map(([key, value]) => [keyToHex(key), value && toHex(value)] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))

/** Chopsticks computes no real state root: behind the parent hash and the number it is left out of a header. */
function withoutStateRoot(header: Uint8Array): string {
  const [, afterNumber] = readCompact(header, 32)
  return toHex(concat(header.subarray(0, afterNumber), header.subarray(afterNumber + 32)))
}

/** Runs a call on both engines and compares; null when both trap. */
async function both(method: string, args: Uint8Array, at: StateView = state) {
  const run = (executor: RuntimeExecutor) =>
    executor.call({ code, method, args }, at).then(
      (outcome) => ({ outcome }),
      (error: Error) => ({ error }),
    )
  const [mine, theirs] = [await run(v8), await run(stock)]
  if ('error' in mine || 'error' in theirs) {
    expect('error' in mine, `${method}: only one engine traps`).toBe('error' in theirs)
    return null
  }
  const show = method === 'BlockBuilder_finalize_block' ? withoutStateRoot : toHex
  expect(show(mine.outcome.result), `${method}: result`).toBe(show(theirs.outcome.result))
  expect(sorted(mine.outcome.changes), `${method}: changes`).toEqual(sorted(theirs.outcome.changes))
  return mine.outcome
}

async function applyBoth(method: string, args: Uint8Array) {
  const outcome = await both(method, args)
  if (outcome) state = state.with(outcome.changes)
  return outcome
}

async function block(extrinsics: readonly Uint8Array[]): Promise<void> {
  const number = (heights += 1)
  time += 10
  await applyBoth('Core_initialize_block', openHeader(parent, number, time))
  const inherents = await both('BlockBuilder_inherent_extrinsics', timestampInherent(time))
  for (const inherent of decodeExtrinsics(inherents!.result))
    await applyBoth('BlockBuilder_apply_extrinsic', inherent)
  for (const extrinsic of extrinsics) {
    await both('TaggedTransactionQueue_validate_transaction', concat([EXTERNAL], extrinsic, parent))
    const outcome = await both('BlockBuilder_apply_extrinsic', extrinsic)
    if (!outcome) seen.trapped++
    else if (outcome.result[0] !== 0) seen.invalid++
    else {
      state = state.with(outcome.changes)
      if (outcome.result[1] === 0) seen.applied++
      else seen.failed++
    }
  }
  const final = await applyBoth('BlockBuilder_finalize_block', NO_ARGS)
  parent = headerHash(final!.result)
}
let heights = 0

beforeAll(async () => {
  v8 = await createExecutor('v8')
  stock = await createExecutor('stock')
  const genesis = await buildGenesis(v8, code, 1_790_000_000_000)
  ;({ state } = genesis)
  parent = headerHash(genesis.header)
  time = decodeU64(state.get(TIMESTAMP_NOW)!)
  const metadata = await v8.call({ code, method: 'Metadata_metadata', args: NO_ARGS }, state)
  const version = await v8.call({ code, method: 'Core_version', args: NO_ARGS }, state)
  signer = createSigner(metadata.result, version.result, parent)
})
afterAll(() => destroyWorker())

test('presets, genesis, version and metadata', async () => {
  await both('Core_version', NO_ARGS)
  await both('GenesisBuilder_preset_names', NO_ARGS, emptyState)
  const preset = await both('GenesisBuilder_get_preset', concat([1], text('development')), emptyState)
  expect(preset!.result[0]).toBe(1)
  const defaults = await both('GenesisBuilder_get_preset', Uint8Array.of(0), emptyState)
  const json = defaults!.result.subarray(readCompact(defaults!.result, 1)[1])
  await both('GenesisBuilder_build_state', text(Buffer.from(json).toString()), emptyState)
  const refused = await both('GenesisBuilder_build_state', text('{"nonsense":1}'), emptyState)
  expect(refused!.result[0]).toBe(1)
  await both('Metadata_metadata', NO_ARGS)
  for (const version of [14, 15, 16])
    await both('Metadata_metadata_at_version', Uint8Array.of(version, 0, 0, 0))
  expect(await both('No_such_method', NO_ARGS)).toBeNull()
})

/** The root is the one that smoldot computes. */
async function compareRoots(): Promise<void> {
  const pairs = [...state.entries()].map(
    ([key, value]) => [keyToHex(key), toHex(value)] as [`0x${string}`, `0x${string}`],
  )
  for (const version of [0, 1] as const)
    expect(toHex(state.inVersion(version).root())).toBe(await calculateStateRoot(pairs, version))
}

test('the root of the genesis', compareRoots)

test('blocks of good, failing, invalid and unreadable transactions', { timeout: 300_000 }, async () => {
  const { tx, alice, bob, ed25519, ecdsa, sign } = signer
  const pay = (to: string, amount: bigint) => tx.balances!.transferKeepAlive!(to, amount)
  const sudo = (call: unknown) => tx.sudo!.sudo!(call)
  const key = (n: number) => `0x0102${n.toString(16).padStart(2, '0')}`
  const items = Array.from({ length: 6 }, (_, n) => [key(n), `0x${'cd'.repeat(n * 20)}`])
  let nonce = 0
  const next = (call: unknown) => sign(call, alice, nonce++)

  await block([
    next(pay(bob.address, UNIT)),
    next(pay(ed25519.address, 10n * UNIT)),
    next(pay(ecdsa.address, 10n * UNIT)),
    next(tx.system!.remarkWithEvent!(`0x${'ab'.repeat(300)}`)),
    next(sudo(tx.system!.setStorage!(items))),
    next(tx.utility!.batchAll!([pay(bob.address, UNIT), pay(bob.address, 10n ** 30n)])),
  ])
  await block([
    sign(tx.system!.remark!('0x01'), ed25519, 0),
    sign(tx.system!.remark!('0x01'), ecdsa, 0),
    next(sudo(tx.system!.killPrefix!('0x0102', 2))),
    next(sudo(tx.system!.killStorage!([key(3)]))),
    next(pay(bob.address, 10n ** 30n)),
    sign(pay(bob.address, 1n), alice, nonce + 5),
    sign(pay(bob.address, 1n), alice, 0),
  ])
  const tampered = sign(pay(bob.address, 5n), alice, nonce)
  tampered[50]! ^= 1
  let nested = tx.system!.remark!('0x00')
  for (let depth = 0; depth < 50; depth++) nested = tx.sudo!.sudo!(nested)
  await block([
    tampered,
    Uint8Array.of(4, 1),
    next(nested),
    next(sudo(tx.system!.killPrefix!('0x0102', 100))),
    next(tx.system!.remark!(`0x${'5a'.repeat(200_000)}`)),
    next(tx.balances!.transferAll!(bob.address, false)),
  ])
  await both('AccountNonceApi_account_nonce', bob.publicKey)
  const last = sign(pay(alice.address, UNIT), bob, 0)
  const length = Buffer.alloc(4)
  length.writeUInt32LE(last.length)
  await both('TransactionPaymentApi_query_info', concat(last, length))
  await compareRoots()
  // The table was not run beside the point: each kind of outcome occurred.
  expect(seen.applied).toBeGreaterThanOrEqual(10)
  expect(seen.failed).toBeGreaterThanOrEqual(2)
  expect(seen.invalid).toBeGreaterThanOrEqual(3)
  expect(seen.trapped).toBeGreaterThanOrEqual(1)
})
