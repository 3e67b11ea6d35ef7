import type { ApiPromise } from '@polkadot/api'
import { expect, test } from 'vitest'
import type { ChainClient } from '../../chain/client.ts'
import type { Submission } from '../../tx/lanes.ts'
import type { Submitter } from '../../tx/submit.ts'
import { OfflineError } from '../../errors.ts'
import { createAgentChain } from './agent-chain.ts'

const worker = { did: 'did:ainur:echo', owner: 'owner', hotKey: 'hot' }
const hash = (byte: string) => `0x${byte.repeat(32)}`

test('an agent neither looks nor acts while the index is of another chain than the connected one', async () => {
  const api = { genesisHash: { toHex: () => hash('22') } } as unknown as ApiPromise
  const client = { api: () => api } as unknown as ChainClient
  const submitter = {
    submit: async ({ extrinsic }: Submission) =>
      typeof extrinsic === 'function' ? await Promise.resolve(extrinsic(api)) : extrinsic,
  } as unknown as Submitter
  const wallet = { hotKey: () => Promise.resolve(null as never) }
  const chain = createAgentChain({ client, submitter, wallet, indexDb: { genesisHash: hash('11') } })
  for (const attempt of [
    () => chain.task(1),
    () => chain.hasBid(1, worker.did),
    () => chain.free('hot'),
    () => chain.isProxy('owner', 'hot'),
    () => chain.bid(worker, 1, '1'),
    () => chain.retractBid(worker, 1),
    () => chain.start(worker, 1),
    () => chain.fail(worker, 1, 'no'),
  ])
    await expect(attempt()).rejects.toThrow(OfflineError)
})
