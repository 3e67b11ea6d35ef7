import { sql } from 'drizzle-orm'
import { Keyring } from '@polkadot/keyring'
import type { KeyringPair } from '@polkadot/keyring/types'
import { blake2AsHex, cryptoWaitReady } from '@polkadot/util-crypto'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { createLog } from '../observability/log.ts'
import { createChanges } from '../system/changes.ts'
import { localMigrations, runtimes } from '../testing/paths.ts'
import { createTransactionStore } from './transactions.ts'
import { call } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import { optionsIn, startNetwork, temporaryFolder } from '../chain/embedded/testing/network.ts'
import { followHeads } from '../chain/heads.ts'
import { openSession, type OpenSession } from '../chain/session.ts'
import { nextNonce, signExtrinsic } from '../chain/sign.ts'
import { createSubmitter } from './submit.ts'

// A journal whose commits fail: what a full or broken disk does to SQLite. Money must not be paid twice for it.

let stack: AsyncDisposableStack
let session: OpenSession
let alice: KeyringPair
let bob: KeyringPair
let local: ReturnType<typeof createLocalDb>

beforeEach(async () => {
  await cryptoWaitReady()
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 })
  alice = keyring.addFromUri('//Alice')
  bob = keyring.addFromUri('//Bob')
  stack = new AsyncDisposableStack()
  const folder = stack.use(temporaryFolder())
  const network = stack.use(await startNetwork(optionsIn(folder.path)))
  session = await openSession(network.url, runtimes, { own: true })
  stack.defer(() => session.close())
  local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
  stack.defer(() => local.close())
  // A reference that is looked at when the transaction is committed, and not before.
  local.db.run(sql`create table parent (id integer primary key)`)
  local.db.run(sql`create table child (id integer references parent (id) deferrable initially deferred)`)
})
afterEach(() => stack.disposeAsync())

/** From now on each commit of such a write fails, in real SQLite. */
const failCommits = (on: 'insert' | 'update') =>
  local.db.run(
    sql.raw(
      `create trigger failing_${on} after ${on} on transactions begin insert into child values (1); end`,
    ),
  )
const mend = () => {
  for (const on of ['insert', 'update']) local.db.run(sql.raw(`drop trigger if exists failing_${on}`))
}

/** A submitter as after a start of the core. */
function start() {
  let finalized: number | null = null
  const store = createTransactionStore(local, createChanges())
  const client = {
    session: () => session,
    status: () => ({ name: 'test', finalized }),
    whenConnected: async () => session,
    onSession(callback: (session: OpenSession) => void) {
      callback(session)
      return () => {}
    },
    onFinalized(callback: (block: number) => void) {
      followHeads(session, (_heads, next) => {
        finalized = next ?? finalized
        if (next !== null) callback(next)
      }).catch(() => {
        // It ends with the connection.
      })
      return () => {}
    },
  } as unknown as ChainClient
  const log = createLog({ dir: null })
  const submitter = createSubmitter({ client, store, log })
  submitter.start()
  stack.defer(() => submitter.stop())
  const send = (amount = 1n) =>
    submitter.submit({
      extrinsic: call(session.api, 'balances', 'transferKeepAlive', bob.address, amount),
      genesisHash: session.genesisHash,
      signer: alice,
      action: 'transfer',
      summary: { code: 'test.send', facts: {}, message: 'Send' },
      from: alice.address,
    })
  const rows = () => store.list({ limit: 10 }).items
  const troubles = () => log.recent(100).filter(({ text }) => text.includes('FOREIGN KEY')).length
  return { submitter, store, send, rows, troubles }
}

it.each(['insert', 'update'] as const)(
  'nothing is sent when an %s of the journal is not committed',
  async (on) => {
    const { send, rows } = start()
    failCommits(on)
    await expect(send()).rejects.toThrow()
    expect(await session.send('author_pendingExtrinsics', [])).toEqual([])
    expect(await nextNonce(session.api, alice.address)).toBe(0)
    mend()
    const again = start()
    await expect.poll(() => again.rows().every(({ status }) => status === 'failed')).toBe(true)
    expect(again.rows().every(({ error }) => error?.code === 'not-signed')).toBe(true)
    expect(rows()).toHaveLength(on === 'insert' ? 0 : 1)
  },
)

it('what was sent and cannot be written down any more is no failure, and is followed when writing works again', async () => {
  const { submitter, send } = start()
  // The bytes are kept; nothing that happens to them can be.
  local.db.run(
    sql.raw(
      "create trigger failing_update after update of status on transactions when new.status <> 'failed' and new.bytes is old.bytes begin insert into child values (1); end",
    ),
  )
  const { id, status } = await send()
  expect(status).toBe('signing')
  await expect.poll(() => nextNonce(session.api, alice.address)).toBe(1)
  expect(submitter.get(id)).toMatchObject({ status: 'signing', error: null })
  mend()
  // No block comes any more that would wake the follower.
  await expect.poll(() => submitter.get(id)).toMatchObject({ status: 'finalized', error: null })
})

it('what was in flight at the start and cannot be written down then is sent when it can', async () => {
  const first = start()
  const row = await first.send()
  await first.submitter.waitFinalized(row.id)
  await first.submitter.stop()
  // Signed and never sent: the next of the account.
  const { bytes, nonce } = await signExtrinsic(
    session,
    call(session.api, 'balances', 'transferKeepAlive', bob.address, 5n),
    alice,
    1,
  )
  const begun = {
    status: 'signing',
    bytes,
    nonce,
    hash: blake2AsHex(bytes, 256),
    block: null,
    blockHash: null,
    signedAt: 1,
    validUntil: 65,
  } as const
  first.store.update(row.id, begun)
  failCommits('update')
  const again = start()
  await expect.poll(() => again.troubles()).toBeGreaterThan(0)
  mend()
  await expect.poll(() => again.submitter.get(row.id)).toMatchObject({ status: 'finalized', error: null })
})

it('what a block has already is not sent once more at the next start: an account that was emptied would do it again', async () => {
  const first = start()
  const { id } = await first.send()
  await first.submitter.waitFinalized(id)
  await first.submitter.stop()
  first.store.update(id, { status: 'in-block' })
  const sent = vi.spyOn(session, 'subscribe')
  const again = start()
  await expect.poll(() => again.submitter.get(id)).toMatchObject({ status: 'finalized', error: null })
  expect(sent.mock.calls.filter(([{ subscribe }]) => subscribe === 'author_submitAndWatchExtrinsic')).toEqual(
    [],
  )
  sent.mockRestore()
})

it('what was sent although the journal lost it is found in its block, not taken for unsent', async () => {
  const first = start()
  const { id } = await first.send()
  await first.submitter.waitFinalized(id)
  await first.submitter.stop()
  // As a disk that lost the last write leaves it.
  local.db.run(
    sql`update transactions set status = 'signing', bytes = null, hash = null, nonce = null, block = null where id = ${id}`,
  )
  const again = start()
  await again.submitter.waitFinalized(id)
  expect(again.submitter.get(id)).toMatchObject({ status: 'finalized', error: null })
})

it('another transaction of the same account is not taken for the one that was lost', async () => {
  const first = start()
  const { id } = await first.send(1n)
  const other = await first.send(2n)
  await first.submitter.waitFinalized(id)
  await first.submitter.waitFinalized(other.id)
  await first.submitter.stop()
  local.db.run(
    sql`update transactions set status = 'signing', bytes = null, hash = null, nonce = null, block = null, call = '0x00' where id = ${id}`,
  )
  const again = start()
  await expect.poll(() => again.submitter.get(id).status).toBe('failed')
  expect(again.submitter.get(id).error).toMatchObject({ code: 'not-signed' })
  expect(again.submitter.get(other.id)).toMatchObject({ status: 'finalized' })
})
