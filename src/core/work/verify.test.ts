import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createComponentRunner } from './component-runner.ts'
import { createPrograms, type Programs } from './programs.ts'
import { createContent } from '../content/content.ts'
import { blake3Hex } from '../content/hash.ts'
import { createIndexDb } from '../db/index-db.ts'
import { createLocalDb } from '../db/local-db.ts'
import { tasks, taskTimeline } from '../db/schema/index/tasks.ts'
import { createLog } from '../observability/log.ts'
import { SandboxError, type SandboxErrorCode } from '../sandbox/errors.ts'
import { agentErrorCodes } from '../../contract/receipt.ts'
import { encodeReceipt, signReceipt } from './receipt.ts'
import { createSandbox } from '../sandbox/sandbox.ts'
import { echoComponent, faultyComponent } from '../sandbox/testing/fixtures.ts'
import { trapCauses, type Execution, type Sandbox } from '../sandbox/types.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations, resourcesDir } from '../testing/paths.ts'
import { winnerOf } from '../tasks/dev-resolver.ts'
import { runRequest } from './input.ts'
import { agentKeysProjection, signerOf } from './signers.ts'
import type { TaskRow } from '../db/schema/index/tasks.ts'
import { verifyTask, type RunTime } from './verify.ts'

const folder = makeFolder()
const localDb = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
const indexDb = createIndexDb({
  dir: join(folder.path, 'index'),
  migrationsFolder: join(resourcesDir, 'migrations', 'index'),
  log: createLog({ dir: null }),
})
const content = createContent({
  dataDir: folder.path,
  localDb,
  gateway: () => null,
  publishTo: () => null,
})
const sandbox = createSandbox({ cacheDir: join(folder.path, 'cache') })
const programsWith = (ends: Sandbox) =>
  createPrograms({ content, runners: { wasm: createComponentRunner({ content, sandbox: ends }) } })
const programs = programsWith(sandbox)
const deps = { content, programs, indexDb }

const network = `0x${'11'.repeat(32)}`
const NOBODY_HAS = 'bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq'
const RESULT_AT = 10
const key = (uri: string) => new Keyring({ type: 'sr25519', ss58Format: 42 }).addFromUri(uri)
let owner: string

beforeAll(async () => {
  await cryptoWaitReady()
  localDb.open()
  indexDb.open(network)
  await content.start()
  owner = key('//Owner').address
})
afterAll(async () => {
  await sandbox.stop()
  await content.stop()
  indexDb.close()
  localDb.close()
  folder.remove()
})

const add = async (bytes: Uint8Array | string) =>
  content.add(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, {
    mediaType: 'text/plain',
  })

/** Publishes an agent's program and gives its manifest's CID. */
async function publish(component: Uint8Array, change: object = {}): Promise<string> {
  const { cid } = await add(component)
  const echo = JSON.parse(readFileSync(join(resourcesDir, 'agents/echo/agent.json'), 'utf8')) as object
  const hash = (await blake3Hex(component)).slice(2)
  const manifest = { ...echo, component: { file: 'echo.wasm', hash, cid }, ...change }
  return (await add(JSON.stringify(manifest))).cid
}

let count = 0
async function input(parameters: Record<string, string>) {
  const { cid: data } = await add('some text')
  const document = {
    schema: 'ainur/task-input@1' as const,
    ...{ data, mediaType: 'text/plain', name: null, size: 9, parameters },
  }
  return { document, inputCid: (await add(JSON.stringify(document))).cid }
}

/** A task that was delivered as an honest agent would, with the receipt signed by `signer`. */
async function delivered(change: { meterVersion?: number; signer?: string } = {}): Promise<TaskRow> {
  const id = ++count
  const manifestCid = await publish(echoComponent())
  const { document, inputCid } = await input({})
  const program = await programs.load(manifestCid)
  const request = await runRequest(content, { id, capability: 'echo' }, document)
  const execution = await program.run(request)
  const run = (await program.record(request, execution))!
  if (execution.outcome.kind !== 'ok') throw new Error(execution.outcome.message)
  const output = await add(execution.outcome.data)
  const receipt = signReceipt(
    {
      ...{ network, agent: 'did:ainur:echo', inputCid, outputCid: output.cid },
      run: { ...run, meterVersion: change.meterVersion ?? run.meterVersion },
    },
    key(change.signer ?? '//Owner'),
  )
  const receiptCid = (await add(encodeReceipt(receipt))).cid
  const row = indexDb.db
    .insert(tasks)
    .values({
      ...{ id, submitter: key('//Eve').address, title: 't', capability: 'echo', inputCid, budget: '1' },
      ...{ trust: 'optimistic', minReputation: 0, state: 'disputed', open: true, escrow: '1' },
      ...{
        biddingOpens: 0,
        biddingEnds: 0,
        timeoutMs: 600_000,
        disputeWindowMs: 0,
        createdAt: 0,
        updatedAt: 0,
      },
      ...{ agent: 'did:ainur:echo', agentOwner: owner, manifestCid, price: '1', bond: '1' },
      ...{ outputCid: output.cid, outputHash: output.hash, receiptCid, fuel: execution.fuelUsed },
    })
    .returning()
    .get()
  const step = { task: id, block: RESULT_AT, position: 0, state: 'verifying', text: '', at: 0 }
  indexDb.db
    .insert(taskTimeline)
    .values({ ...step, id: `${id}` })
    .run()
  return row
}

const judge = (task: TaskRow, time?: RunTime) => verifyTask(deps, task, { time })
const codes = ({ reasons }: Awaited<ReturnType<typeof judge>>) => reasons.map(({ code }) => code)

describe('a result is judged', () => {
  test('the same, with nothing to remark, when it is the agent’s', async () => {
    const task = await delivered()
    expect(await judge(task)).toEqual({
      ...{ verdict: 'same', blame: null, reasons: [] },
      ...{ fuel: task.fuel, outputHash: task.outputHash },
    })
  })

  test('by its output, whatever meter the receipt names', async () => {
    const honest = await delivered({ meterVersion: 999 })
    const found = await judge({ ...honest, fuel: '1' })
    expect(found).toMatchObject({ blame: null, verdict: 'same' })
    expect(codes(found)).toContain('fuel-not-compared')

    const lie = await add('made up')
    const liar = { ...honest, outputCid: lie.cid, outputHash: lie.hash }
    expect(await judge(liar)).toMatchObject({ blame: 'agent', verdict: 'different' })
  })

  test('by its fuel as well, where the rules are the same', async () => {
    const found = await judge({ ...(await delivered()), fuel: '1' })
    expect(found).toMatchObject({ blame: 'agent', verdict: 'different' })
  })

  test('by what was delivered: other bytes under the right hash are no result', async () => {
    const other = await add('other bytes')
    const found = await judge({ ...(await delivered()), outputCid: other.cid })
    expect(found).toMatchObject({ blame: 'agent', verdict: 'different' })
  })

  test('in spite of a time limit that nobody can keep', async () => {
    const { limits } = JSON.parse(readFileSync(join(resourcesDir, 'agents/echo/agent.json'), 'utf8')) as {
      limits: object
    }
    const manifestCid = await publish(faultyComponent(), {
      limits: { ...limits, fuel: '4000000000', wallMs: 100 },
    })
    // Some seconds of work: far more than 100 ms, and its end is the fuel's.
    const { inputCid } = await input({ mode: 'loop' })
    expect(await judge({ ...(await delivered()), manifestCid, inputCid })).toMatchObject({
      blame: 'agent',
      verdict: 'different',
      reasons: [{ code: 'result-differs' }],
    })
  })
})

const withManifest =
  (change: (task: TaskRow) => Partial<TaskRow> | Promise<Partial<TaskRow>>) => async () => {
    const task = await delivered()
    return { ...task, ...(await change(task)) }
  }

describe('what cannot be checked', () => {
  test.each<[string, () => Promise<TaskRow>, string, 'agent' | null]>([
    ['a missing manifest', withManifest(() => ({ manifestCid: NOBODY_HAS })), 'program-unavailable', 'agent'],
    ['no CID for a manifest', withManifest(() => ({ manifestCid: 'x' })), 'program-unavailable', 'agent'],
    [
      'a program that nobody has',
      withManifest(async () => ({
        manifestCid: await publish(echoComponent(), {
          component: { file: 'echo.wasm', hash: 'ab'.repeat(32), cid: NOBODY_HAS },
        }),
      })),
      'program-unavailable',
      'agent',
    ],
    [
      'a program that is none',
      withManifest(async () => ({ manifestCid: await publish(new Uint8Array(64)) })),
      'program-unavailable',
      'agent',
    ],
    ['a missing output', withManifest(() => ({ outputCid: NOBODY_HAS })), 'output-unavailable', 'agent'],
    ['a missing receipt', withManifest(() => ({ receiptCid: NOBODY_HAS })), 'receipt-unavailable', 'agent'],
    [
      'something else as receipt',
      withManifest(async () => ({ receiptCid: (await add('{}')).cid })),
      'receipt-invalid',
      'agent',
    ],
    ['a missing input', withManifest(() => ({ inputCid: NOBODY_HAS })), 'content-unavailable', null],
  ])('because of %s', async (_, task, code, blame) => {
    const found = await judge(await task())
    expect(found).toMatchObject({ blame, verdict: 'cannot', reasons: [{ code }] })
  })

  test('in the time there is, is the agent’s fault only if that was enough', async () => {
    const limits = { fuel: '900000000000', memory: 67_108_864, wallMs: 60_000 }
    const manifestCid = await publish(faultyComponent(), { limits })
    const { inputCid } = await input({ mode: 'loop' })
    const task = { ...(await delivered()), manifestCid, inputCid }
    for (const [time, blame] of [
      [{ most: 600, enough: 500 }, 'agent'],
      [{ most: 600, enough: 30_000 }, null],
    ] as const)
      expect(await judge(task, time)).toMatchObject({
        blame,
        verdict: 'cannot',
        reasons: [{ code: 'run-too-long' }],
      })
  })
})

describe('no ending is undecidable', () => {
  /** Runs that end by each cause, on a task whose agent said that its run went well. */
  const ends = (outcome: Execution['outcome']): Sandbox => ({
    ...sandbox,
    run: () =>
      Promise.resolve({
        ...{ outcome, fuelUsed: '1', memoryPeak: 0, wallMs: 1, stdout: '', stderr: '', logs: [] },
      }),
  })
  test.each(trapCauses)('%s', async (cause) => {
    const outcome = { kind: 'trap' as const, cause, message: 'x' }
    const found = await verifyTask({ ...deps, programs: programsWith(ends(outcome)) }, await delivered())
    expect(found.verdict).not.toBe('same')
    expect(winnerOf(found, true)).toBe('Submitter')
  })
  test.each(agentErrorCodes)('the error %s', async (code) => {
    const outcome = { kind: 'error' as const, code, message: 'x' }
    const found = await verifyTask({ ...deps, programs: programsWith(ends(outcome)) }, await delivered())
    expect(winnerOf(found, false)).toBe('Submitter')
  })

  const refuses = (code: SandboxErrorCode): Programs => ({
    ...programs,
    load: () => Promise.reject(new SandboxError(code, 'x')),
  })
  const codes: SandboxErrorCode[] = ['invalid-component', 'unsupported', 'too-large', 'timeout', 'failed']
  test.each(codes)('a program that cannot be prepared: %s', async (code) => {
    const found = await verifyTask({ ...deps, programs: refuses(code) }, await delivered())
    expect(winnerOf(found, true)).toBe('Submitter')
  })
  test('but a program is not judged by an Ainur that is closing', async () => {
    const found = await verifyTask({ ...deps, programs: refuses('stopped') }, await delivered())
    expect(winnerOf(found, true)).toBeNull()
  })
})

describe('the signer of a receipt', () => {
  const proxy = (name: string, block: number, uri: string, proxyType = 'agent') =>
    agentKeysProjection.apply(
      {
        ...{
          id: `${block}-${uri}`,
          block,
          hash: '0x',
          time: 0,
          index: 0,
          extrinsic: 0,
          pallet: 'proxy',
          name,
        },
        data: { delegator: owner, delegatee: key(uri).address, proxyType, delay: 0 },
      },
      indexDb.db,
    )

  test('is the owner or a key that could work for the owner then; all others are strangers', async () => {
    proxy('ProxyAdded', RESULT_AT - 5, '//Hot')
    proxy('ProxyAdded', RESULT_AT - 5, '//Gone')
    proxy('ProxyRemoved', RESULT_AT - 1, '//Gone')
    proxy('ProxyAdded', RESULT_AT - 5, '//Since')
    proxy('ProxyRemoved', RESULT_AT + 5, '//Since')
    proxy('ProxyAdded', RESULT_AT + 1, '//Late')
    proxy('ProxyAdded', RESULT_AT - 5, '//Other', 'governance')
    const task = await delivered()
    const who = (uri: string) => signerOf(indexDb.db, task, key(uri).address)
    const uris = ['//Owner', '//Hot', '//Since', '//Gone', '//Late', '//Other', '//Mallory']
    expect(uris.map(who)).toEqual(['owner', 'agent', 'agent', 'stranger', 'stranger', 'stranger', 'stranger'])
  })

  test('is named in the verification when it is a stranger', async () => {
    const found = await judge(await delivered({ signer: '//Mallory' }))
    expect(found).toMatchObject({ blame: null, verdict: 'same' })
    expect(found.reasons).toMatchObject([
      { code: 'receipt-by-stranger', detail: { signer: key('//Mallory').address } },
    ])
  })
})
