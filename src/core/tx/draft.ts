import type { Action, Preview } from '../../contract/actions.ts'
import { constant } from '../chain/calls.ts'
import type { ChainClient } from '../chain/client.ts'
import { readBalances } from '../wallet/balances.ts'
import { canonicalAddress } from '../wallet/keystore.ts'
import type { BuildAction } from './actions.ts'
import type { BuiltCall } from './build.ts'
import { dryRun } from './dry-run.ts'
import type { Shown } from './previews.ts'
import { reason } from '../words.ts'

export interface Signed {
  from: string
  action: Action
}

/** A call as it would be signed now: made, priced, and tried on the chain's state. Amounts in planck. */
export interface Draft {
  built: BuiltCall
  /** What a preview of it shows. */
  shown: Shown
  /** Whether it would work: the money for it is there, and the chain does it. */
  verdict: Preview['dryRun']
  free: bigint
  existentialDeposit: bigint
  /** What leaves `free`, without the fee. */
  spends: bigint
  /** Of `free`, after the fee; negative where there is too little. */
  left: bigint
}

/** Makes the draft of what an account would sign. Nothing is kept and nothing is signed. */
export async function draft(
  { client, build }: { client: ChainClient; build: BuildAction },
  { from: typed, action }: Signed,
  signal?: AbortSignal,
): Promise<Draft> {
  const api = client.api()
  // The network's rules have to be ones that can be signed under: they may have changed since it was joined.
  await client.session()?.codec()
  const from = canonicalAddress(typed)
  const built = await build(api, action, { from, signal })
  const [info, [balance], tried] = await Promise.all([
    built.extrinsic.paymentInfo(from),
    readBalances(api, [from]),
    dryRun(api, from, built.extrinsic),
  ])
  const fee = info.partialFee.toBigInt()
  const free = balance?.free ?? 0n
  const existentialDeposit = constant(api, 'balances', 'existentialDeposit')
  const stays = built.mayRemove && (balance?.removable ?? true) ? 0n : existentialDeposit
  const spends = built.spends === 'everything' ? larger(free - fee - stays, 0n) : built.spends
  // Nor may a fee remove the account: it is taken before the call has its turn.
  const needed = fee + larger(spends + stays, existentialDeposit)
  const shown: Shown = {
    from,
    action,
    genesisHash: api.genesisHash.toHex(),
    specVersion: api.runtimeVersion.specVersion.toNumber(),
    call: built.extrinsic.method.toHex(),
    fee,
  }
  const verdict = free < needed ? tooLittle(free, needed, spends + fee) : tried
  return { built, shown, verdict, free, spends, existentialDeposit, left: free - spends - fee }
}

/** Planck; where less than `needed` would be moved, the difference stays. */
function tooLittle(free: bigint, needed: bigint, moved: bigint): Draft['verdict'] {
  const facts = { free: `${free}`, needed: `${needed}` }
  const why =
    needed > moved
      ? reason('insufficient-balance/deposit', { ...facts, deposit: `${needed - moved}` })
      : reason('insufficient-balance', facts)
  return { outcome: 'fails', reason: why }
}

const larger = (a: bigint, b: bigint) => (a > b ? a : b)
