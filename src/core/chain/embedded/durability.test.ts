import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { expect, test } from 'vitest'
import { openDatabase } from './database.ts'
import { toHex } from './executor/scale.ts'
import { StateTrie } from './executor/trie.ts'
import { headerHash } from './header.ts'
import { TIMESTAMP_NOW } from './keys.ts'
import { headerJson } from './rpc/header-json.ts'
import { decodeU64 } from './runtime-api.ts'
import { connect, optionsIn, temporaryFolder } from './testing/network.ts'
import { randomOf } from '../../testing/damage.ts'

/** Moments of the kills. */
const random = randomOf(7)

const ROUNDS = 8
const PROCESS = fileURLToPath(new URL('./testing/chain-process.ts', import.meta.url))

async function startProcess(folder: string): Promise<{ child: ChildProcess; url: string }> {
  const child = spawn(process.execPath, [PROCESS, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
  return { child, url }
}

interface Told {
  /** Hash of every block that was announced as final, by number. */
  readonly final: Map<number, string>
  /** Transfers that were announced as being in a final block. */
  transfers: number
}

/** Sends one transfer after the other until the process dies at a random moment. */
async function workAndKill(folder: string, told: Told): Promise<void> {
  const { child, url } = await startProcess(folder)
  const exited = once(child, 'exit')
  const keyring = new Keyring({ type: 'sr25519' })
  const [alice, bob] = [keyring.addFromUri('//Alice'), keyring.addFromUri('//Bob')]
  const { api } = await connect(url)
  let killed = false
  try {
    await api.rpc.chain.subscribeFinalizedHeads((header) => {
      told.final.set(header.number.toNumber(), header.hash.toHex())
    })
    let nonce = (await api.rpc.system.accountNextIndex(alice.address)).toNumber()
    // Whatever was told to be final counts; one more may have been stored when the process died.
    expect(nonce).toBeGreaterThanOrEqual(told.transfers)
    told.transfers = nonce
    setTimeout(() => (killed = child.kill('SIGKILL')), 30 + random() * 400)
    while (!killed) {
      const transfer = api.tx['balances']!['transferKeepAlive']!(bob.address, 1_000_000_000_000n)
      const signed = await transfer.signAsync(alice, { nonce })
      const included = new Promise<boolean>((resolve) => {
        signed.send(({ status }) => void (status.isInBlock && resolve(true))).catch(() => resolve(false))
        void exited.then(() => resolve(false))
      })
      if (await included) told.transfers = ++nonce
    }
  } catch (error) {
    // A request that was under way when the process died.
    if (!killed) throw error
  } finally {
    child.kill('SIGKILL')
    await exited
    await api.disconnect()
  }
}

/** What is on disk agrees with itself and with all that was told. */
function check(folder: string, told: Told): void {
  const database = openDatabase(optionsIn(folder).dataDir)
  try {
    const head = database.block(database.height()!)!
    const state = StateTrie.of(database.state(), 1)
    for (const [number, hash] of told.final)
      expect(toHex(database.block(number)!.hash), `block ${number}`).toBe(hash)
    for (let number = 1; number <= head.number; number++) {
      const block = database.block(number)!
      expect(toHex(headerHash(block.header))).toBe(toHex(block.hash))
      expect(headerJson(block.header).parentHash).toBe(toHex(database.block(number - 1)!.hash))
    }
    expect(headerJson(head.header).stateRoot).toBe(toHex(state.root()))
    const past = database.stateAt(head.number, head.number)
    for (const [key, value] of state.entries()) expect(Buffer.compare(past.get(key)!, value)).toBe(0)
    expect(decodeU64(state.get(TIMESTAMP_NOW)!)).toBeLessThanOrEqual(Date.now() + 1_000)
  } finally {
    database.close()
  }
}

test(
  `kill -9 at ${ROUNDS} random moments loses no block that was announced`,
  { timeout: 300_000 },
  async () => {
    await cryptoWaitReady()
    await using folder = temporaryFolder()
    const told: Told = { final: new Map(), transfers: 0 }
    for (let round = 0; round < ROUNDS; round++) {
      await workAndKill(folder.path, told)
      check(folder.path, told)
    }
    expect(told.transfers).toBeGreaterThan(0)
  },
)
