import type { Account } from '../../contract/wallet.ts'
import type { ChainClient } from '../chain/client.ts'
import type { Implementer } from '../implement.ts'
import { readBalances } from './balances.ts'
import { isAddress } from './keystore.ts'
import type { LedgerReader } from './ledger.ts'
import { Secret } from './secret.ts'
import type { WalletAdmin } from './admin.ts'
import type { WalletAccount } from './admin.ts'
import type { Wallet } from './wallet.ts'

export interface WalletParts {
  wallet: Wallet & WalletAdmin
  ledger: LedgerReader
  client: ChainClient
}

/** Secrets are wrapped as they come in and unwrapped where the contract says that they go out. */
export function createWalletRouter(os: Implementer, { wallet, ledger, client }: WalletParts) {
  async function withBalances(accounts: readonly WalletAccount[]): Promise<Account[]> {
    const session = client.session()
    // One of a damaged row asks for nothing.
    const addresses = accounts.map(({ address }) => address).filter(isAddress)
    // Accounts are shown without a chain, too; their balances are then not known.
    const balances = session ? await readBalances(session.api, addresses).catch(() => []) : []
    return accounts.map((account) => {
      const balance = balances[addresses.indexOf(account.address)]
      return {
        ...account,
        free: balance?.free.toString() ?? null,
        total: balance?.total.toString() ?? null,
      }
    })
  }
  const one = async (account: WalletAccount | Promise<WalletAccount>): Promise<Account> =>
    (await withBalances([await account]))[0]!
  const secret = (text: string) => new Secret(text)
  const maybe = (text: string | undefined) => (text === undefined ? undefined : new Secret(text))

  return os.wallet.router({
    list: os.wallet.list.handler(() => withBalances(wallet.accounts())),
    create: os.wallet.create.handler(async ({ input, signal }) => {
      const { account, mnemonic } = await wallet.create(input.name, secret(input.passphrase), signal)
      return { account: await one(account), mnemonic: mnemonic.reveal() }
    }),
    importMnemonic: os.wallet.importMnemonic.handler(
      ({ input: { name, mnemonic, passphrase, derivation }, signal }) =>
        one(wallet.importMnemonic(name, secret(mnemonic), secret(passphrase), derivation, signal)),
    ),
    importJson: os.wallet.importJson.handler(async ({ input, signal }) => {
      const { name, newPassphrase } = input
      const more = { name, newPassphrase: maybe(newPassphrase) }
      const added = await wallet.importJson(secret(input.json), secret(input.passphrase), more, signal)
      return { ...(await one(added)), leftOut: added.leftOut }
    }),
    importRaw: os.wallet.importRaw.handler(({ input, signal }) =>
      one(wallet.importRaw(input.name, secret(input.seed), secret(input.passphrase), signal)),
    ),
    watch: os.wallet.watch.handler(({ input }) => one(wallet.watch(input.name, input.address))),
    exportJson: os.wallet.exportJson.handler(async ({ input, signal }) => {
      const { json, fileName } = await wallet.exportJson(
        input.address,
        secret(input.passphrase),
        maybe(input.exportPassphrase),
        signal,
      )
      return { json: json.reveal(), fileName }
    }),
    revealMnemonic: os.wallet.revealMnemonic.handler(async ({ input, signal }) => ({
      mnemonic: (await wallet.revealMnemonic(input.address, secret(input.passphrase), signal)).reveal(),
    })),
    changePassphrase: os.wallet.changePassphrase.handler(({ input, signal }) =>
      one(
        wallet.changePassphrase(input.address, secret(input.passphrase), secret(input.newPassphrase), signal),
      ),
    ),
    renewMachineKey: os.wallet.renewMachineKey.handler(() => {
      wallet.renewMachineKey()
      return {}
    }),
    confirmBackup: os.wallet.confirmBackup.handler(({ input }) => one(wallet.confirmBackup(input.address))),
    rename: os.wallet.rename.handler(({ input }) => one(wallet.rename(input.address, input.name))),
    forget: os.wallet.forget.handler(({ input }) => {
      wallet.forget(input.address, input.confirm)
      return { forgotten: input.address }
    }),
    unlock: os.wallet.unlock.handler(({ input, signal }) =>
      one(wallet.unlock(input.address, secret(input.passphrase), input.minutes, signal)),
    ),
    lock: os.wallet.lock.handler(({ input }) => one(wallet.lock(input.address))),
    setActive: os.wallet.setActive.handler(({ input }) => one(wallet.setActive(input.address))),
    ledger: os.wallet.ledger.handler(({ input, signal }) => ledger.read(input.address, signal)),
  })
}
