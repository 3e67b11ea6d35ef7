import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { expect, test } from 'vitest'
import {
  connect,
  optionsIn,
  startNetwork,
  temporaryFolder,
} from '../../src/core/chain/embedded/testing/network.ts'
import { readRecord } from './record.ts'

test('a transaction signed over the metadata hash is taken, over another hash it is not', async () => {
  await cryptoWaitReady()
  const keyring = new Keyring({ type: 'sr25519' })
  const [alice, bob] = [keyring.addFromUri('//Alice'), keyring.addFromUri('//Bob')]
  await using folder = temporaryFolder()
  await using network = await startNetwork(optionsIn(folder.path))
  await using client = await connect(network.url)
  const sendOver = async (hash: string | undefined) => {
    const transfer = client.api.tx['balances']!['transferKeepAlive']!(bob.address, 10n ** 12n)
    const signed = await transfer.signAsync(alice, { mode: 1, metadataHash: `0x${hash}`, nonce: -1 })
    return client.api.rpc.author.submitExtrinsic(signed)
  }
  await expect(sendOver('11'.repeat(32))).rejects.toThrow(/bad signature/)
  await expect(sendOver(readRecord()?.metadataHash)).resolves.toBeDefined()
}, 60_000)
