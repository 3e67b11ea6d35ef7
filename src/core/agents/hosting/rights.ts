import { call } from '../../chain/calls.ts'
import type { ChainClient } from '../../chain/client.ts'
import { finalizedHead } from '../../chain/sign.ts'
import type { Submitter } from '../../tx/submit.ts'
import { FaultError, NotFoundError, OfflineError } from '../../errors.ts'
import { readBalances } from '../../wallet/balances.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import { agentName } from '../name.ts'
import { proxiesOf } from '../proxies.ts'
import type { HostedRow } from './store.ts'
import { say } from '../../words.ts'

export interface RightsDeps {
  client: ChainClient
  submitter: Submitter
  wallet: Pick<Wallet, 'hotKey'>
}

/** What finalized state says of a hot key. */
export type Rights = { state: 'has'; block: number } | { state: 'coming' | 'ended' }

/**
 * Where each of these agents stands: rights that were there and are gone are ended, by whoever and on whatever machine.
 * @throws {OfflineError}
 */
export async function readRights(
  { client, submitter }: Pick<RightsDeps, 'client' | 'submitter'>,
  rows: readonly HostedRow[],
  isFresh: (did: string) => boolean,
): Promise<Map<string, Rights>> {
  const session = client.session()
  if (!session) throw new OfflineError()
  const { number: block, hash } = await finalizedHead(session)
  const at = await session.api.at(hash)
  const owners = [...new Set(rows.map(({ owner }) => owner))]
  const keys = new Map(await Promise.all(owners.map(async (o) => [o, await proxiesOf(at, o)] as const)))
  const rightsOf = ({ did, owner, hotKey, rightsSeen }: HostedRow): Rights => {
    if (keys.get(owner)!.hotKeys.includes(hotKey)) return { state: 'has', block }
    // A node that lags behind knows less than was seen before.
    if (rightsSeen !== null) return { state: block > rightsSeen ? 'ended' : 'coming' }
    // A plan ends with its transaction, however long that takes; never by the clock.
    return { state: isFresh(did) || submitter.awaits(owner, block) ? 'coming' : 'ended' }
  }
  return new Map(rows.map((row) => [row.did, rightsOf(row)]))
}

/**
 * Sends what a hot key has left to its owner. Resolves when that is final, or when there is nothing to send; doing it
 * again is harmless. Gives why it cannot be, where the key is not at hand.
 * @throws {RejectedError} @throws {OfflineError}
 */
export async function sendHome(
  { client, submitter, wallet }: RightsDeps,
  { did, owner, hotKey }: Pick<HostedRow, 'did' | 'owner' | 'hotKey'>,
  signal: AbortSignal,
): Promise<string | null> {
  const api = client.api()
  const [balance] = await readBalances(api, [hotKey])
  const extrinsic = call(api, 'balances', 'transferAll', owner, false)
  const { partialFee } = await extrinsic.paymentInfo(hotKey)
  if ((balance?.free ?? 0n) <= partialFee.toBigInt()) return null
  let signer
  try {
    signer = await wallet.hotKey(hotKey)
  } catch (error) {
    if (error instanceof FaultError || error instanceof NotFoundError) return error.message
    throw error
  }
  const { id } = await submitter.submit({
    extrinsic,
    genesisHash: api.genesisHash.toHex(),
    signer,
    action: 'transfer-all',
    summary: say('agents.send-back', { agent: agentName(did) }),
    from: owner,
    signal,
  })
  await submitter.waitFinalized(id, signal)
  return null
}
