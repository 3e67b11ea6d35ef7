import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { ApiPromise } from '@polkadot/api'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { connect, send, temporaryFolder } from '../../src/core/chain/embedded/testing/network.ts'
import { askChain } from '../../src/core/testing/rpc.ts'
import { until } from '../../src/core/testing/until.ts'
import { readSpecsRecord } from '../chain/specs.ts'
import { nodeBinary } from './source.ts'
import { runCommand, startNode } from './testing/run-node.ts'

const AINU = 10n ** 12n
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const DID = 'did:ainur:native'

const register = ({ tx }: ApiPromise) => tx['agents']!['register']!(DID, ['echo'], AINU, CID, 20n * AINU)
const post = ({ tx }: ApiPromise) =>
  tx['tasks']!['post']!({
    title: 'On a native node',
    capability: 'echo',
    target: null,
    inputCid: CID,
    budget: 2n * AINU,
    trust: 'Optimistic',
    minReputation: 0,
    opensInMs: 0,
    biddingMs: 1_000,
    timeoutMs: 60_000,
    disputeWindowMs: 1_000,
  })
const blockHash = (url: string, height?: number) => askChain<string>(url, 'chain_getBlockHash', height)

beforeAll(() => cryptoWaitReady())

// Where the node is not built this cannot be seen: `node build/build-node.ts`.
describe.skipIf(!existsSync(nodeBinary()))('a node of its own', () => {
  test('makes a block for each transaction, final at once, and keeps them over a restart', async () => {
    const alice = new Keyring({ type: 'sr25519' }).addFromUri('//Alice')
    await using folder = temporaryFolder()
    let known: { height: number; hash: string }
    {
      await using node = await startNode(folder.path, '--dev')
      expect(await blockHash(node.url, 0)).toBe(readSpecsRecord()?.specs['development']?.genesisHash)
      await using client = await connect(node.url)
      await send(register(client.api), alice)
      const { status } = await send(post(client.api), alice, 'Finalized')
      const height = (await client.api.rpc.chain.getHeader(status.asFinalized)).number.toNumber()
      // Nobody bids, and nobody sends anything: a block comes all the same, and the bidding ends.
      const state = async () =>
        (await client.api.query['tasks']!['tasks']!(0)).toHuman() as { state?: string }
      await until('the bidding ends', async () => (await state()).state !== 'Bidding', state)
      known = { height, hash: status.asFinalized.toHex() }
      await node.stop()
    }
    await using node = await startNode(folder.path, '--dev')
    expect(await blockHash(node.url, known.height)).toBe(known.hash)
    await using client = await connect(node.url)
    expect((await client.api.query['agents']!['agents']!(DID)).isEmpty).toBe(false)
    await send(client.api.tx['balances']!['transferKeepAlive']!(alice.address, AINU), alice, 'Finalized')
  })

  test('speaks JSON-RPC old and new, and of old blocks where it keeps them', async () => {
    const methodsWith = async (...args: string[]) => {
      await using folder = temporaryFolder()
      await using node = await startNode(folder.path, '--dev', ...args)
      return (await askChain<{ methods: string[] }>(node.url, 'rpc_methods')).methods
    }
    const usual = [
      ...['author_submitExtrinsic', 'chain_getBlock', 'state_call', 'system_health', 'grandpa_roundState'],
      ...['system_accountNextIndex', 'payment_queryInfo', 'engine_createBlock', 'chainHead_v1_follow'],
      ...['chainSpec_v1_genesisHash', 'transactionWatch_v1_submitAndWatch', 'transaction_v1_broadcast'],
    ]
    const pruned = await methodsWith()
    expect(pruned).toEqual(expect.arrayContaining(usual))
    expect(pruned).not.toContain('archive_v1_header')
    const archive = await methodsWith('--state-pruning', 'archive', '--blocks-pruning', 'archive')
    expect(archive).toEqual(expect.arrayContaining([...usual, 'archive_v1_header', 'archive_v1_storage']))
  })

  test('writes its blocks to a file that another takes, and says what it holds', async () => {
    await using folder = temporaryFolder()
    const [one, other, file] = ['one', 'other', 'blocks'].map((name) => join(folder.path, name)) as [
      string,
      string,
      string,
    ]
    {
      await using node = await startNode(one, '--dev')
      for (let n = 0; n < 3; n++) await askChain(node.url, 'engine_createBlock', true, true)
      await node.stop()
    }
    const at = (path: string) => ['--dev', '--base-path', path]
    const info = (path: string) => {
      const { stdout } = runCommand('chain-info', ...at(path))
      return JSON.parse(stdout) as { best_hash: string; best_number: number }
    }
    expect(info(one).best_number).toBeGreaterThanOrEqual(3)
    expect(runCommand('export-blocks', ...at(one), '--binary', file)).toMatchObject({ status: 0 })
    expect(runCommand('import-blocks', ...at(other), '--binary', file)).toMatchObject({ status: 0 })
    expect(info(other).best_hash).toBe(info(one).best_hash)
    expect(runCommand('check-block', ...at(other), '2')).toMatchObject({ status: 0 })
    expect(runCommand('purge-chain', ...at(other), '-y')).toMatchObject({ status: 0 })
    expect(info(other).best_number).toBe(0)
  })

  test('asks which chain, and names the file that is missing', () => {
    expect(runCommand('chain-info').stderr).toMatch(/Say which chain: --chain development/)
    expect(runCommand('chain-info', '--chain', 'no/such.json').stderr).toMatch(
      /There is no chain specification no\/such\.json/,
    )
  })
})
