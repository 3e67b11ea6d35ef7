import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../src/core/chain/embedded/testing/network.ts'
import { askChain } from '../../src/core/testing/rpc.ts'
import { until } from '../../src/core/testing/until.ts'
import { readSpecsRecord } from '../chain/specs.ts'
import { nodeBinary } from './source.ts'
import { startNode, type RunningNode } from './testing/run-node.ts'

const numberOf = async (url: string, hash: string) =>
  Number((await askChain<{ number: string }>(url, 'chain_getHeader', hash)).number)
const finalOf = async ({ url }: RunningNode) => {
  const hash = await askChain<string>(url, 'chain_getFinalizedHead')
  return { hash, number: await numberOf(url, hash) }
}
const bestOf = async ({ url }: RunningNode) =>
  numberOf(url, await askChain<string>(url, 'chain_getBlockHash'))

const key = (n: number) => n.toString().padStart(64, '0')

describe.skipIf(!existsSync(nodeBinary()))('three validators', () => {
  test('agree on what is final, stand still without one of them and go on when it is back', async () => {
    await using folder = temporaryFolder()
    const start = (name: string, n: number, boot: string[]) =>
      startNode(
        join(folder.path, name),
        ...['--chain', 'local', `--${name}`, '--node-key', key(n)],
        ...boot.flatMap((address) => ['--bootnodes', address]),
      )
    await using alice = await start('alice', 1, [])
    const boot = await askChain<string[]>(alice.url, 'system_localListenAddresses')
    await using bob = await start('bob', 2, boot)
    await using charlie = await start('charlie', 3, boot)
    const finalAt = (node: RunningNode, least: number) =>
      until(
        `block ${least} is final`,
        async () => {
          const seen = await finalOf(node)
          return seen.number >= least && seen
        },
        async () => [await finalOf(node), await bestOf(node)],
      )

    expect(await askChain(alice.url, 'chain_getBlockHash', 0)).toBe(
      readSpecsRecord()?.specs['local']?.genesisHash,
    )
    const { hash, number } = await finalAt(alice, 2)
    for (const node of [bob, charlie]) {
      await finalAt(node, number)
      expect(await askChain(node.url, 'chain_getBlockHash', number)).toBe(hash)
    }

    await charlie.stop('SIGKILL')
    const stood = (await finalOf(alice)).number
    const made = await bestOf(alice)
    await until('two more blocks', async () => (await bestOf(alice)) >= made + 3)
    // What was under way may still become final: two of three keys cannot make more so.
    expect((await finalOf(alice)).number).toBeLessThanOrEqual(Math.max(stood + 1, made))

    await using back = await start('charlie', 3, boot)
    await finalAt(alice, made + 3)
    await finalAt(back, made + 3)
  })
})
