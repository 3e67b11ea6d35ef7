import { z } from 'zod'
import { Address, Did, Empty, Name, Planck, TaskId, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { ForeignText } from './text.ts'
import { Said } from './words/said.ts'
import { fields } from './words/fields.ts'

/**
 * Secrets: accepted as input only, never returned but for the two procedures that say so. Of a passphrase that is to
 * seal something the core takes none that is easy to guess: see `strengthOf`.
 */
const Passphrase = z.string().min(8, fields.passphrase).max(1024)
const AnyPassphrase = z.string().max(1024)
const Mnemonic = z.string().trim().min(1).max(4_096)

export const Account = z.object({
  /** Of an account whose `problem` is `damaged` it may be any text. */
  address: z.string(),
  name: ForeignText,
  /** `owner`: a person's account. `agent`: the hot key of a hosted agent. `watch`: address only. */
  kind: z.enum(['owner', 'agent', 'watch']),
  agent: Did.nullable(),
  active: z.boolean(),
  unlocked: z.boolean(),
  /** When the unlocked key is dropped again, ms; null: locked, or until quit. */
  unlockedUntil: Timestamp.nullable(),
  /** False until the user has confirmed that the recovery phrase is written down. */
  backedUp: z.boolean(),
  /** True where the recovery phrase is kept (encrypted) and can be shown again. */
  hasMnemonic: z.boolean(),
  /**
   * What is wrong with the key as it is kept. `unsealed`: it came in without a passphrase, from an older version; it opens
   * for nobody until `changePassphrase` gives it one. `damaged`: it opens no more; import the account again.
   */
  problem: z.enum(['unsealed', 'damaged']).nullable(),
  free: Planck.nullable(),
  total: Planck.nullable(),
  createdAt: Timestamp,
})
export type Account = z.infer<typeof Account>

export const Place = z.object({
  /** `reserved`: deposits of proxies and multisigs. `bond`: of a bid or a matched task. */
  kind: z.enum(['free', 'escrow', 'bond', 'dispute-bond', 'stake', 'unbonding', 'reserved']),
  amount: Planck,
  task: TaskId.nullable(),
  agent: Did.nullable(),
  /** When it comes back at the latest, ms; null: when the user asks, or now. */
  returnsAt: Timestamp.nullable(),
  /** One sentence: how it comes back. */
  returns: z.string(),
  said: Said,
})
export type Place = z.infer<typeof Place>
export const Ledger = z.object({
  address: Address,
  /** Always the sum of `places`. */
  total: Planck,
  places: z.array(Place),
  block: z.number().int(),
})
export type Ledger = z.infer<typeof Ledger>

const one = z.object({ address: Address })

export const wallet = {
  list: procedure.input(Empty).output(z.array(Account)),
  /** Creates a key. The recovery phrase is returned this once. */
  create: procedure
    .input(z.object({ name: Name, passphrase: Passphrase }))
    .output(z.object({ account: Account, mnemonic: z.string() })),
  importMnemonic: procedure
    .input(
      z.object({
        name: Name,
        mnemonic: Mnemonic,
        passphrase: Passphrase,
        derivation: z.string().max(128).optional(),
      }),
    )
    .output(Account),
  /**
   * A keystore, or a backup of several accounts: then all are added, each locked under its own passphrase and with
   * its own name, and the first new one is the answer. What the file has in clear is sealed under `newPassphrase`
   * (default: the file's). `leftOut`: what cannot be used here, and why.
   */
  importJson: procedure
    .input(
      z.object({
        json: z.string().min(2).max(1_048_576),
        passphrase: AnyPassphrase,
        newPassphrase: Passphrase.optional(),
        name: Name.optional(),
      }),
    )
    .output(
      Account.extend({ leftOut: z.array(z.object({ name: ForeignText, why: z.string(), said: Said })) }),
    ),
  /** `seed`: 32 bytes as 0x-hex. */
  importRaw: procedure
    .input(z.object({ name: Name, seed: z.string().max(200), passphrase: Passphrase }))
    .output(Account),
  watch: procedure.input(z.object({ name: Name, address: Address })).output(Account),
  /** polkadot-js keystore JSON, encrypted with `exportPassphrase` (default: the same passphrase). */
  exportJson: procedure
    .input(z.object({ address: Address, passphrase: AnyPassphrase, exportPassphrase: Passphrase.optional() }))
    .output(z.object({ json: z.string(), fileName: z.string() })),
  /** Shows the recovery phrase again to someone who has the passphrase. */
  revealMnemonic: procedure
    .input(z.object({ address: Address, passphrase: AnyPassphrase }))
    .output(z.object({ mnemonic: z.string() })),
  /** Seals the key and its phrase anew. `passphrase` is not looked at where the key is kept unsealed. */
  changePassphrase: procedure
    .input(z.object({ address: Address, passphrase: AnyPassphrase, newPassphrase: Passphrase }))
    .output(Account),
  /**
   * Makes another key of this machine where the one that is there is missing, damaged or another machine's. The working
   * keys of hosted agents that it cannot open are given up, with what is left on them.
   */
  renewMachineKey: procedure.input(Empty).output(Empty),
  confirmBackup: procedure.input(one).output(Account),
  rename: procedure.input(z.object({ address: Address, name: Name })).output(Account),
  /** Removes the key from this machine; `confirm` repeats the account's name. */
  forget: procedure
    .input(z.object({ address: z.string().max(1_024), confirm: z.string().max(1_024) }))
    .output(z.object({ forgotten: z.string() })),
  /** Unlocks for `minutes` (default 15; 0: until quit). */
  unlock: procedure
    .input(
      z.object({
        address: Address,
        passphrase: AnyPassphrase,
        minutes: z.number().int().min(0).max(1440).default(15),
      }),
    )
    .output(Account),
  lock: procedure.input(one).output(Account),
  setActive: procedure.input(one).output(Account),
  ledger: procedure.input(one).output(Ledger),
}
