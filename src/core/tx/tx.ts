import type { Preview, Transaction } from '../../contract/actions.ts'
import type { ChainClient } from '../chain/client.ts'
import { rejected } from '../chain/dispatch-errors.ts'
import type { Submitter } from './submit.ts'
import { OfflineError } from '../errors.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { Wallet } from '../wallet/wallet.ts'
import type { BuildAction } from './actions.ts'
import { draft, type Signed } from './draft.ts'
import { createPreviews, highestFee } from './previews.ts'
import { say, saidOf } from '../words.ts'

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

export function createTx(parts: TxParts): Tx {
  const { client, submitter, wallet } = parts
  const previews = createPreviews()

  return {
    async preview(signed, signal) {
      const { built, shown, verdict, free, spends, left, existentialDeposit } = await draft(
        parts,
        signed,
        signal,
      )
      const { fee, genesisHash } = shown
      const { method } = built.extrinsic
      const { name, known } = client.status()
      return {
        token: previews.keep(shown),
        network: { name, known, genesisHash },
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
        parts: built.parts.map(({ said, amount }) => ({
          label: said.message,
          said: saidOf(said),
          amount: amount.toString(),
        })),
        freeBefore: free.toString(),
        freeAfter: (left > 0n ? left : 0n).toString(),
        existentialDeposit: existentialDeposit.toString(),
        keepsAlive: left >= existentialDeposit,
        dryRun: verdict,
      }
    },

    async submit({ token, ...signed }, signal) {
      // Without a network it does not matter whether the account is locked.
      client.api()
      const pair = wallet.signer(canonicalAddress(signed.from))
      const { built, shown, verdict } = await draft(parts, signed, signal)
      const { from, action, genesisHash } = shown
      previews.compare(token, shown)
      // What is known to fail would only cost the fee.
      if (verdict.outcome === 'fails') throw rejected(verdict.reason!, say('tx.not-signed'))
      previews.use(token)
      const { extrinsic, summary } = built
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

/** If that fails, what is left has no effect without its transaction and is removed with it. */
function takeBack(undo: (() => void) | void): void {
  try {
    undo?.()
  } catch {
    // The database reported it already; the user needs to know why nothing was sent.
  }
}
