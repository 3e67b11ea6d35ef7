import type { NetworkChoice } from '../../contract/chain.ts'
import { OfflineError, SaidError, why } from '../errors.ts'
import type { OpenSession } from './session.ts'
import { say } from '../words.ts'

const REQUIRED_PALLETS = ['agents', 'tasks']
const urlOf = (choice: NetworkChoice) => (choice.kind === 'rpc' ? choice.url : null)

export const isSameNetwork = (a: NetworkChoice, b: NetworkChoice): boolean =>
  a.kind === b.kind && urlOf(a) === urlOf(b)

/** Refuses a chain that Ainur cannot work with. */
export function requireAinur({ api }: OpenSession): void {
  const missing = REQUIRED_PALLETS.filter((pallet) => !api.tx[pallet])
  if (missing.length > 0) throw new SaidError(say('endpoint.not-ainur', { pallets: missing }))
}

/** Why a network could not be opened or joined. */
export function networkError(choice: NetworkChoice, error: unknown): OfflineError {
  const text =
    choice.kind === 'embedded'
      ? say('chain.embedded-not-opened', { why: why(error) })
      : say('chain.not-connected', { where: choice.url, why: why(error) })
  return new OfflineError({ ...text, cause: error })
}
