import { Keyring } from '@polkadot/keyring'
import { createRouterClient, ORPCError } from '@orpc/server'
import { sql } from 'drizzle-orm'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createLocalDb } from '../db/local-db.ts'
import { createImplementer } from '../implement.ts'
import { createLog } from '../observability/log.ts'
import { createChanges } from '../system/changes.ts'
import { devPhrase } from '../testing/accounts.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { createWalletRouter } from './router.ts'
import { createWalletStore } from './store.ts'
import { createVault } from './vault.ts'
import { createWallet } from './wallet.ts'

// What people type wrong is a secret all the same: it comes back in no error and stands in no log.
const folder = makeFolder()
const told: string[] = []
const log = createLog({ dir: folder.path, shell: { log: ({ text }) => void told.push(text) } })
const local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
const wallet = createWallet({
  store: createWalletStore(local),
  vault: createVault({ protectSecret: null, unprotectSecret: null }, join(folder.path, 'machine.key')),
  changes: createChanges(),
  unlockMinutes: () => 15,
})
const os = createImplementer(log, () => {})
const parts = { wallet, client: { session: () => null } as never, ledger: null as never }
const api = createRouterClient({ wallet: createWalletRouter(os, parts) }) as unknown as {
  wallet: Record<string, (input: unknown) => Promise<unknown>>
}

const passphrase = 'Tr0ub4dor-and-3-horses'
const seed = `0x${'4f8d'.repeat(16)}`
const words = devPhrase.split(' ')
/** Words of the phrase that no sentence of ours has. */
const telling = ['bottom', 'obey', 'curtain', 'smoke', 'basket', 'lonely', 'walk']
const name = 'Mine'
let address: string

beforeAll(async () => {
  local.open()
  await wallet.start()
  ;({ address } = (await api.wallet['importMnemonic']!({
    ...{ name, passphrase, mnemonic: devPhrase, derivation: '//Alice' },
  })) as { address: string })
})
afterAll(() => {
  wallet.stop()
  local.close()
  folder.remove()
})

/** Everything that an error shows, to whomever. */
const shown = (error: unknown) =>
  [
    inspect(error, { depth: 9, showHidden: true }),
    JSON.stringify(error),
    error instanceof Error ? `${error.message} ${error.stack}` : '',
  ].join('\n')
const logged = () =>
  [
    readFileSync(join(folder.path, 'core.log'), { encoding: 'utf8', flag: 'a+' }),
    ...told,
    ...log.recent(1_000).map(({ text }) => text),
  ].join('\n')

const mnemonic = (typed: unknown, more = {}) => [
  'importMnemonic',
  { name, passphrase, mnemonic: typed, ...more },
]
const json = (text: string) => ['importJson', { json: text, passphrase }]
const raw = (typed: string) => ['importRaw', { name, seed: typed, passphrase }]
const replaced = (at: number, word: string) => words.map((old, i) => (i === at ? word : old)).join(' ')
const file = () => new Keyring({ type: 'sr25519' }).addFromUri('//Bob').toJson()
const changed = (change: object) => JSON.stringify({ ...file(), ...change })

const cases: [what: string, call: () => unknown[], secrets: string[]][] = [
  ['a phrase with a typo', () => mnemonic(replaced(2, 'obeyy')), ['obeyy']],
  ['a phrase with three foreign words', () => mnemonic(`uno dos tres ${words.slice(3).join(' ')}`), ['uno']],
  ['a phrase of eleven words', () => mnemonic(words.slice(1).join(' ')), []],
  ['a phrase with a changed word', () => mnemonic(replaced(11, 'zoo')), ['zoo']],
  ['a phrase with a password', () => mnemonic(`${devPhrase}///hunter2hunter`), ['hunter2']],
  ['a phrase with a bad path', () => mnemonic(devPhrase, { derivation: '//s3cret//' }), ['s3cret']],
  ['a phrase that is there already', () => mnemonic(`${devPhrase}//Alice`), []],
  ['a phrase that is a list', () => mnemonic(words), []],
  ['a phrase that is much too long', () => mnemonic(`${devPhrase} `.repeat(20)), []],
  ['a passphrase in place of the phrase', () => mnemonic('Hunter2HunterHunter2Hunter'), ['Hunter2']],
  ['a seed in place of the phrase', () => mnemonic(seed), []],
  ['a passphrase that is too short', () => mnemonic(devPhrase, { passphrase: 'sh0rt!' }), ['sh0rt!']],
  ['a passphrase that is a number', () => mnemonic(devPhrase, { passphrase: 73911537 }), ['73911537']],
  ['a seed that is too short', () => raw(seed.slice(0, 60)), []],
  ['a seed with a letter o', () => raw(`${seed.slice(0, -1)}o`), []],
  ['a seed that is a whole key', () => raw(seed + seed.slice(2)), []],
  ['a seed that is too long', () => raw(seed.repeat(4)), []],
  ['a phrase in place of the seed', () => raw(devPhrase), []],
  ['a phrase in place of the file', () => json(devPhrase), []],
  ['a seed in place of the file', () => json(`"${seed}"`), []],
  ['a file that is cut', () => json(`{"encoded": "${seed}`), []],
  ['a file with a field for the key', () => json(JSON.stringify({ address, secretKey: seed })), []],
  ['a file with the phrase for an address', () => json(changed({ address: devPhrase })), []],
  ['a file with the seed for a key', () => json(changed({ encoded: seed })), []],
  [
    'a file with the seed for its version',
    () => json(changed({ encoding: { content: ['pkcs8', 'sr25519'], type: ['none'], version: seed } })),
    [],
  ],
  [
    'a file with the phrase for its kind',
    () => json(changed({ encoding: { content: ['pkcs8', devPhrase], type: ['none'], version: '3' } })),
    [],
  ],
  [
    'a file with the phrase for its content',
    () => json(changed({ encoding: { content: [devPhrase], type: ['none'], version: '3' } })),
    [],
  ],
  [
    'a file with the phrase for its encryption',
    () => json(changed({ encoding: { content: ['pkcs8', 'sr25519'], type: [devPhrase], version: '3' } })),
    [],
  ],
  [
    'a wrong passphrase at the door',
    () => ['unlock', { address, passphrase: 'Wr0ng-horse' }],
    ['Wr0ng-horse'],
  ],
  [
    'a wrong passphrase at the export',
    () => ['exportJson', { address, passphrase: 'Wr0ng-horse', exportPassphrase: passphrase }],
    ['Wr0ng-horse'],
  ],
  [
    'a wrong passphrase for the phrase',
    () => ['revealMnemonic', { address, passphrase: 'Wr0ng-horse' }],
    ['Wr0ng-horse'],
  ],
  ['a passphrase in place of the name', () => ['forget', { address, confirm: passphrase }], []],
]

const check = (text: string, secrets: string[]) => {
  const hex = seed.slice(2, 34)
  for (const secret of [passphrase, hex, devPhrase, ...telling, ...secrets])
    expect(text, `${secret} is told`).not.toMatch(new RegExp(`(?<![a-z])${secret}(?![a-z])`, 'i'))
}
const fails = async ([procedure, input]: unknown[]): Promise<unknown> => {
  try {
    await api.wallet[procedure as string]!(input)
  } catch (error) {
    return error
  }
  throw new Error('it was accepted')
}

test.each(cases)('%s is told to nobody', async (_, call, secrets) => {
  const error = await fails(call())
  expect(error).toBeInstanceOf(ORPCError)
  check(shown(error), secrets)
  check(logged(), secrets)
})

test('a database that fails tells nothing of what was to be written', async () => {
  local.db.run(sql`create trigger full before insert on accounts begin select raise(abort, 'disk full'); end`)
  for (const call of [
    mnemonic(`${devPhrase}//Bob`),
    raw(seed),
    ['create', { name, passphrase }],
    json(JSON.stringify(new Keyring({ type: 'sr25519' }).addFromUri('//Dave').toJson(passphrase))),
  ]) {
    const error = await fails(call)
    expect((error as ORPCError<string, unknown>).code).toBe('FAULT')
    check(shown(error), ['encoded'])
  }
  local.db.run(sql`drop trigger full`)
  expect(logged()).toContain('disk full')
  check(logged(), ['encoded'])
})

test('what is accepted is told to nobody but who asked', async () => {
  const listed = JSON.stringify([await api.wallet['list']!({}), await api.wallet['lock']!({ address })])
  check(listed, [])
  expect(await api.wallet['revealMnemonic']!({ address, passphrase })).toEqual({
    mnemonic: `${devPhrase}//Alice`,
  })
  check(logged(), [])
})
