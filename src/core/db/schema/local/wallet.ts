import { blob, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Keys of people's accounts, encrypted with their passphrases, and watched addresses. */
export const accounts = sqliteTable('accounts', {
  address: text('address').primaryKey(),
  name: text('name').notNull(),
  kind: text('kind', { enum: ['owner', 'watch'] }).notNull(),
  active: integer('active', { mode: 'boolean' }).notNull().default(false),
  /** Keystore JSON of polkadot-js, encrypted with the passphrase and again by the shell where it can. Null: watched. */
  keystore: blob('keystore', { mode: 'buffer' }),
  /** Recovery phrase in the same two wrappings. Null where there is none. */
  mnemonic: blob('mnemonic', { mode: 'buffer' }),
  /** Whether the shell's wrapping is on. */
  osProtected: integer('host_protected', { mode: 'boolean' }).notNull(),
  backedUp: integer('backed_up', { mode: 'boolean' }).notNull(),
  createdAt: integer('created_at').notNull(),
})

/**
 * Keys of agents hosted here. They must work unattended: encrypted by the shell or by the machine's key file. An agent
 * has a second one where the first could not be opened any more. `network` is the genesis hash.
 */
export const hotKeys = sqliteTable(
  'hot_keys',
  {
    network: text('network').notNull(),
    did: text('did').notNull(),
    address: text('address').notNull(),
    seed: blob('seed', { mode: 'buffer' }).notNull(),
    osProtected: integer('host_protected', { mode: 'boolean' }).notNull(),
    createdAt: integer('created_at').notNull(),
    /** It was emptied for good: the agent gets a new one. Nonces of an emptied account begin again. */
    retired: integer('retired', { mode: 'boolean' }).notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.network, t.did, t.address] })],
)
