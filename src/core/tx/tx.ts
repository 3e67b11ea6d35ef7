import type { ApiPromise } from '@polkadot/api'
import type { Action, Preview, Transaction } from '../../contract/actions.ts'
import { constant } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import { rejected } from '../chain/dispatch-errors.ts'
import type { Submitter } from './submit.ts'
import { InsufficientBalanceError, OfflineError } from '../errors.ts'
import { readBalances } from '../wallet/balances.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { BuildAction } from './actions.ts'
import type { BuiltCall } from './build.ts'
import { dryRun } from './dry-run.ts'
import { createPreviews, highestFee, type Shown } from './previews.ts'
import { reason, say, saidOf } from '../words.ts'

export interface Signed {
  from: string
  action: Action
}

/** Everything a user signs: shown first, then signed and sent. */
export interface Submitted extends Signed {
  /** Of the preview that was shown. */
  token: string
}

export interface Tx {
  preview(signed: Signed, signal?: AbortSignal): Promise<Preview>
  /** Resolves when the network has taken it. @throws {LookAgainError} @throws {LockedError} @throws {RejectedError} @throws {InsufficientBalanceError} */
  submit(submitted: Submitted, signal?: AbortSignal): Promise<Transaction>
}

export interface TxParts {
  client: ChainClient
  submitter: Submitter
  wallet: Pick<Wallet, 'signer'>
  build: BuildAction
}

interface Figures {
  fee: bigint
  free: bigint
  existentialDeposit: bigint
  /** What leaves `free`, without the fee. */
  spends: bigint
  left: bigint
}

export function createTx({ client, submitter, wallet, build }: TxParts): Tx {
  const previews = createPreviews()

  /** The network, when its rules are ones that can be signed under: they may have changed since it was joined. */
  async function readyApi(): Promise<ApiPromise> {
    const api = client.api()
    await client.session()?.codec()
    return api
  }

  const shownAs = (
    api: ApiPromise,
    { from, action }: Signed,
    { extrinsic }: BuiltCall,
    fee: bigint,
  ): Shown => ({
    from,
    action,
    genesisHash: api.genesisHash.toHex(),
    specVersion: api.runtimeVersion.specVersion.toNumber(),
    call: extrinsic.method.toHex(),
    fee,
  })

  async function figures(api: ApiPromise, from: string, built: BuiltCall): Promise<Figures> {
    const [info, [balance]] = await Promise.all([
      built.extrinsic.paymentInfo(from),
      readBalances(api, [from]),
    ])
    const fee = info.partialFee.toBigInt()
    const free = balance?.free ?? 0n
    const spends = built.takesFeeFromSpent ? max(free - fee, 0n) : built.spends
    const existentialDeposit = constant(api, 'balances', 'existentialDeposit')
    return { fee, free, spends, existentialDeposit, left: free - spends - fee }
  }

  return {
    async preview({ from: typed, action }, signal) {
      const api = await readyApi()
      const from = canonicalAddress(typed)
      const built = await build(api, action, { from, signal })
      const [{ fee, free, spends, left, existentialDeposit }, tried] = await Promise.all([
        figures(api, from, built),
        dryRun(api, from, built.extrinsic),
      ])
      const { method } = built.extrinsic
      const { name, known } = client.status()
      return {
        token: previews.keep(shownAs(api, { from, action }, built, fee)),
        network: { name, known, genesisHash: api.genesisHash.toHex() },
        summary: built.summary.message,
        said: saidOf(built.summary),
        call: {
          pallet: method.section,
          method: method.method,
          args: JSON.stringify(method.toHuman()),
          hash: method.hash.toHex(),
        },
        fee: fee.toString(),
        highestFee: highestFee(fee).toString(),
        spends: spends.toString(),
        holds: built.holds.map(({ said, amount }) => ({
          label: said.message,
          said: saidOf(said),
          amount: amount.toString(),
        })),
        freeBefore: free.toString(),
        freeAfter: max(left, 0n).toString(),
        existentialDeposit: existentialDeposit.toString(),
        keepsAlive: left >= existentialDeposit,
        dryRun: left < 0n ? { outcome: 'fails', reason: tooLittle(free, spends + fee) } : tried,
      }
    },

    async submit({ from: typed, action, token }, signal) {
      const api = await readyApi()
      const from = canonicalAddress(typed)
      const pair = wallet.signer(from)
      const built = await build(api, action, { from, signal })
      const [{ fee, free, spends, left }, tried] = await Promise.all([
        figures(api, from, built),
        dryRun(api, from, built.extrinsic),
      ])
      const shown = shownAs(api, { from, action }, built, fee)
      previews.compare(token, shown)
      if (left < 0n)
        throw new InsufficientBalanceError(
          say('tx.too-little', { free: free.toString(), needed: (spends + fee).toString() }),
        )
      // What is known to fail would only cost the fee.
      if (tried.outcome === 'fails') throw rejected(tried.reason!, say('tx.not-signed'))
      previews.use(token)
      const { extrinsic, summary } = built
      const { genesisHash } = shown
      const undo = await built.beforeSigning?.()
      try {
        return await submitter.submit({
          extrinsic,
          genesisHash,
          signer: pair,
          action: action.type,
          summary,
          from,
          signal,
        })
      } catch (error) {
        // A connection that was lost is no answer: the transaction may have arrived.
        if (!(error instanceof OfflineError)) takeBack(undo)
        throw error
      }
    },
  }
}

/** What stays where that fails is nothing without its transaction, and is cleared away with it. */
function takeBack(undo: (() => void) | void): void {
  try {
    undo?.()
  } catch {
    // The database told of it; why nothing was sent is what the user has to know.
  }
}

const max = (a: bigint, b: bigint) => (a > b ? a : b)

const tooLittle = (free: bigint, needed: bigint) =>
  reason('insufficient-balance', { free: free.toString(), needed: needed.toString() })
