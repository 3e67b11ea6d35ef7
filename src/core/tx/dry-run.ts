import type { ApiPromise } from '@polkadot/api'
import type { Null, Result } from '@polkadot/types'
import type { DispatchError } from '@polkadot/types/interfaces'
import type { Preview } from '../../contract/actions.ts'
import { dispatchReason } from '../chain/dispatch-errors.ts'
import type { Extrinsic } from '../chain/sign.ts'

/**
 * Executes the call as if `from` had signed it and rolls it back, by the runtime API DryRunApi; skipped where the
 * runtime does not have it. Fees and nonces are not looked at.
 */
export async function dryRun(
  api: ApiPromise,
  from: string,
  { method }: Extrinsic,
): Promise<Preview['dryRun']> {
  const ask = api.call['dryRunApi']?.['dryRun']
  if (!ask) return { outcome: 'skipped', reason: null }
  const result = (await ask(from, method)) as unknown as Result<Null, DispatchError>
  if (result.isOk) return { outcome: 'ok', reason: null }
  return { outcome: 'fails', reason: dispatchReason(result.asErr, api.registry) }
}
