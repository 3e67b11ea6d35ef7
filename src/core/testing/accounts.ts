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

/** Resolves when a transaction is finalized or has failed. */
export async function untilSettled({ api, core }: TestCore, id: string): Promise<Transaction> {
  for await (const change of core.changes(AbortSignal.timeout(20_000))) {
    if (change.topic !== 'transactions' || (change.id !== undefined && change.id !== id)) continue
    const transaction = await api.tx.get({ id })
    if (settled.includes(transaction.status)) return transaction
  }
  throw new Error(`Transaction ${id} did not end in 20 s.`)
}

/** Signs and waits for the end. */
export async function sendAndSettle(
  test: TestCore,
  from: string,
  action: Parameters<TestCore['api']['tx']['submit']>[0]['action'],
): Promise<Transaction> {
  const { id } = await test.api.tx.submit({ from, action })
  return untilSettled(test, id)
}
