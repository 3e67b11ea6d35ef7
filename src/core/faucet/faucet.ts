import type { ApiPromise } from '@polkadot/api'
import { hexToU8a, stringToU8a, u8aConcat, u8aFixLength } from '@polkadot/util'
import { decodeAddress, encodeAddress } from '@polkadot/util-crypto'
import type { Transaction } from '../../contract/actions.ts'
import { call, constant, storage } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import { customCode } from '../chain/dispatch-errors.ts'
import { finalizedHead } from '../chain/sign.ts'
import type { Submitter } from '../tx/submit.ts'
import { OfflineError, RejectedError, TooSoonError, type AinurError } from '../errors.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import { solve } from './work.ts'
import { say } from '../words.ts'

export interface FaucetStatus {
  enabled: boolean
  /** Why it gives nothing, or null. */
  reason: string | null
  /** Planck. */
  amount: string
  pot: string
  /** ms of chain time; null: now. */
  nextAt: number | null
}

/** Coins for an empty account of a development network. */
export interface Faucet {
  status(address: string): Promise<FaucetStatus>
  /**
   * Works some tens of ms and asks; resolves when the network has taken the claim.
   * @throws {TooSoonError} within an hour of the last claim
   * @throws {RejectedError} where there is no faucet, or it is empty
   */
  claim(address: string, signal?: AbortSignal): Promise<Transaction>
}

export function createFaucet({ client, submitter }: { client: ChainClient; submitter: Submitter }): Faucet {
  async function status(typed: string): Promise<FaucetStatus> {
    const address = canonicalAddress(typed)
    const api = client.api()
    const constants = api.consts['faucet']
    if (!constants?.['pot'] || constants['enabled']?.toString() !== 'true')
      return { enabled: false, reason: say('faucet.disabled').message, amount: '0', pot: '0', nextAt: null }
    const [pot, last, now] = await Promise.all([
      storage(api, 'system', 'account')(potAddress(constants['pot'].toHex())),
      storage(api, 'faucet', 'lastClaim')(address),
      storage(api, 'timestamp', 'now')(),
    ])
    const funds = BigInt((pot as unknown as { data: { free: { toString(): string } } }).data.free.toString())
    const amount = constant(api, 'faucet', 'amount')
    const next = last.isEmpty ? 0 : Number(last.toString()) + Number(constant(api, 'faucet', 'intervalMs'))
    const empty = funds < amount + constant(api, 'balances', 'existentialDeposit')
    return {
      enabled: true,
      reason: empty ? say('faucet.empty').message : null,
      amount: amount.toString(),
      pot: funds.toString(),
      nextAt: next > Number(now.toString()) ? next : null,
    }
  }

  async function claim(typed: string, signal?: AbortSignal): Promise<Transaction> {
    const address = canonicalAddress(typed)
    const session = client.session()
    if (!session) throw new OfflineError()
    const { enabled, reason, nextAt, amount } = await status(address)
    if (!enabled) throw refused('disabled')
    if (nextAt !== null) throw tooSoon(nextAt)
    if (reason !== null) throw refused('empty')
    const { api } = session
    const { number: anchor, hash } = await finalizedHead(session)
    const difficulty = Number(constant(api, 'faucet', 'difficulty'))
    const nonce = await solve(
      { account: decodeAddress(address), blockHash: hexToU8a(hash), difficulty },
      signal,
    )
    try {
      return await submitter.submit({
        extrinsic: (now: ApiPromise) => call(now, 'faucet', 'claim', address, anchor, nonce),
        genesisHash: session.genesisHash,
        signer: null,
        action: 'faucet.claim',
        summary: say('faucet.get', { amount }),
        from: address,
        signal,
      })
    } catch (error) {
      throw explain(error)
    }
  }

  return { status, claim }
}

/** Account of a pallet: "modl" and the pallet's id, filled up with zeros. */
const potAddress = (palletId: string) =>
  encodeAddress(u8aFixLength(u8aConcat(stringToU8a('modl'), hexToU8a(palletId)), 256, true))

const refused = (name: 'disabled' | 'empty' | 'work' | 'anchor') =>
  new RejectedError({ reason: `faucet-${name}`, ...say(`faucet.${name}`) })
const tooSoon = (at: number | null) =>
  new TooSoonError(at === null ? say('faucet.too-soon') : say('faucet.too-soon-until', { at }))

/** The faucet's own numbers of `InvalidTransaction::Custom`. */
function explain(error: unknown): unknown {
  if (!(error instanceof RejectedError)) return error
  const byCode: Record<number, () => AinurError> = {
    1: () => refused('disabled'),
    2: () => tooSoon(null),
    3: () => refused('work'),
    4: () => refused('anchor'),
    5: () => refused('empty'),
  }
  const made = byCode[customCode(error.cause) ?? 0]
  if (made) return made()
  if (error.reason === 'low-priority' || error.reason === 'already-known')
    return new TooSoonError(say('faucet.under-way'))
  return error
}
