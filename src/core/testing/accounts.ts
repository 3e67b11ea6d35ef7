import type { Transaction } from '../../contract/actions.ts'
import { settled } from '../tx/transactions.ts'
import type { TestCore } from './core.ts'

/** The phrase of development chains; its accounts have coins there. Worth nothing anywhere else. */
export const devPhrase = 'bottom drive obey lake curtain smoke basket hold race lonely fit walk'
export const passphrase = 'only for tests'

/** Adds a development account, unlocked, e.g. `Alice`. Answers its address. */
export async function addDevAccount({ api }: TestCore, name: string): Promise<string> {
  const { address } = await api.wallet.importMnemonic({
    name,
    mnemonic: devPhrase,
    derivation: `//${name}`,
    passphrase,
  })
  return address
}

/** Far more than it takes where the machine is busy. */
const SETTLED_WITHIN_MS = 120_000

/** Resolves when a transaction is finalized or has failed. */
export async function untilSettled({ api }: Pick<TestCore, 'api'>, id: string): Promise<Transaction> {
  const signal = AbortSignal.timeout(SETTLED_WITHIN_MS)
  for await (const change of await api.system.changes({}, { signal })) {
    if (change.topic !== 'transactions' || (change.id !== undefined && change.id !== id)) continue
    const transaction = await api.tx.get({ id })
    if (settled.includes(transaction.status)) return transaction
  }
  throw new Error(`Transaction ${id} did not end in ${SETTLED_WITHIN_MS / 1_000} s.`)
}

type Signed = Parameters<TestCore['api']['tx']['preview']>[0]

/** Previews and submits what was shown. */
export async function submitShown({ api }: Pick<TestCore, 'api'>, signed: Signed): Promise<Transaction> {
  const { token } = await api.tx.preview(signed)
  return api.tx.submit({ ...signed, token })
}

/** Signs and waits for the end. */
export async function sendAndSettle(
  test: TestCore,
  from: string,
  action: Signed['action'],
): Promise<Transaction> {
  const { id } = await submitShown(test, { from, action })
  return untilSettled(test, id)
}
