import type { ApiPromise } from '@polkadot/api'
import { hexToU8a, stringToU8a, u8aConcat, u8aFixLength } from '@polkadot/util'
import { decodeAddress, encodeAddress } from '@polkadot/util-crypto'
import type { Transaction } from '../../contract/actions.ts'
import { formatAinu } from '../amounts.ts'
import { call, constant, storage } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import { customCode } from '../chain/dispatch-errors.ts'
import { finalizedHead } from '../chain/sign.ts'
import type { Submitter } from '../tx/submit.ts'
import { OfflineError, RejectedError, TooSoonError, type AinurError } from '../errors.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import { solve } from './work.ts'

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

const NOTHING = 'Nothing was paid out.'
const refused = (reason: string, message: string, remedy: string) =>
  new RejectedError({ reason, message, consequence: NOTHING, remedy })

export function createFaucet({ client, submitter }: { client: ChainClient; submitter: Submitter }): Faucet {
  async function status(typed: string): Promise<FaucetStatus> {
    const address = canonicalAddress(typed)
    const api = client.api()
    const constants = api.consts['faucet']
    if (!constants?.['pot'] || constants['enabled']?.toString() !== 'true')
      return { enabled: false, reason: 'This network has no faucet.', amount: '0', pot: '0', nextAt: null }
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
      reason: empty ? 'The faucet is empty.' : null,
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
    if (!enabled) throw disabled()
    if (nextAt !== null) throw tooSoon(nextAt)
    if (reason !== null) throw empty()
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
        summary: `Get ${formatAinu(amount)} from the faucet`,
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

const disabled = () =>
  refused(
    'faucet-disabled',
    'This network has no faucet.',
    'Ask somebody who has AINU, or use the embedded network.',
  )
const empty = () =>
  refused('faucet-empty', 'The faucet is empty.', 'Try again later, or ask somebody who has AINU.')
const tooSoon = (at: number | null) =>
  new TooSoonError({
    message: 'This address has had coins from the faucet less than an hour ago.',
    consequence: NOTHING,
    remedy: at === null ? 'Try again in an hour.' : `Try again after ${new Date(at).toISOString()} (UTC).`,
  })

/** The faucet's own numbers of `InvalidTransaction::Custom`. */
function explain(error: unknown): unknown {
  if (!(error instanceof RejectedError)) return error
  const byCode: Record<number, () => AinurError> = {
    1: disabled,
    2: () => tooSoon(null),
    3: () => refused('faucet-work', 'The proof of work was not accepted.', 'Try again.'),
    4: () =>
      refused(
        'faucet-anchor',
        'The proof of work took too long: its block is no longer recent.',
        'Try again.',
      ),
    5: empty,
  }
  const made = byCode[customCode(error.cause) ?? 0]
  if (made) return made()
  if (error.reason === 'low-priority' || error.reason === 'already-known')
    return new TooSoonError({
      message: 'A claim for this address is under way already.',
      remedy: 'Wait for the next block.',
    })
  return error
}
