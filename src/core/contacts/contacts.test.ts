import { join } from 'node:path'
import { Keyring } from '@polkadot/keyring'
import { cryptoWaitReady } from '@polkadot/util-crypto'
import { beforeAll, beforeEach, expect, it, onTestFinished } from 'vitest'
import { contacts as contract } from '../../contract/contacts.ts'
import { createLocalDb } from '../db/local-db.ts'
import { createChanges } from '../system/changes.ts'
import { makeFolder } from '../testing/folder.ts'
import { localMigrations } from '../testing/paths.ts'
import { createContacts, type Contacts } from './contacts.ts'

let bob: string
let eve: string
let mine: string
let contacts: Contacts
let heard: string[]

beforeAll(async () => {
  await cryptoWaitReady()
  const keyring = new Keyring({ type: 'sr25519', ss58Format: 42 })
  ;[bob, eve, mine] = ['//Bob', '//Eve', '//Mine'].map((uri) => keyring.createFromUri(uri).address) as [
    string,
    string,
    string,
  ]
})
beforeEach(() => {
  const folder = makeFolder()
  const local = createLocalDb({ file: join(folder.path, 'local.db'), migrationsFolder: localMigrations })
  local.open()
  onTestFinished(() => {
    local.close()
    folder.remove()
  })
  heard = []
  const changes = createChanges()
  changes.listen(({ topic }) => void heard.push(topic))
  contacts = createContacts({ local, changes, own: () => [{ address: mine, name: 'Savings' }] })
})

it('names are kept, changed and removed, and told of', () => {
  contacts.put({ address: bob, name: 'Robert' })
  const first = contacts.put({ address: eve, name: 'Eve' })
  contacts.put({ address: bob, name: 'Bob' })
  expect(contacts.list().map(({ name }) => name)).toEqual(['Bob', 'Eve'])
  expect(contacts.put({ address: eve, name: 'Eva' }).createdAt).toBe(first.createdAt)
  expect(contacts.nameOf(bob)).toBe('Bob')
  contacts.remove(bob)
  contacts.remove(bob)
  expect(contacts.nameOf(bob)).toBeNull()
  expect(new Set(heard)).toEqual(new Set(['contacts']))
})

it('the same account is one contact, however its address is written', () => {
  contacts.put({ address: bob, name: 'Bob' })
  const polkadot = new Keyring({ ss58Format: 0 }).encodeAddress(bob)
  expect(polkadot).not.toBe(bob)
  expect(contacts.put({ address: polkadot, name: 'Robert' }).address).toBe(bob)
  expect(contacts.list()).toHaveLength(1)
})

it('no two accounts have names that look alike, nor is an account of one’s own a contact', () => {
  contacts.put({ address: bob, name: 'Bob' })
  for (const name of ['bob', 'Bob', 'ＢＯＢ', 'savings'])
    expect(() => contacts.put({ address: eve, name }), name).toThrow(/is called/)
  expect(() => contacts.put({ address: mine, name: 'Me' })).toThrow(/account of your own/)
  expect(() => contacts.put({ address: `${bob.slice(0, -1)}x`, name: 'Typo' })).toThrow()
  expect(contacts.list().map(({ name }) => name)).toEqual(['Bob'])
})

const schema = contract.put['~orpc'].inputSchema!
it.each(['', '   ', '\u200b\u2800', 'x'.repeat(65)])('the contract takes no name such as %j', (name) => {
  expect(schema.safeParse({ address: bob, name }).success).toBe(false)
  expect(schema.safeParse({ address: bob, name: 'Bob' }).success).toBe(true)
})

it.each([
  [' a\u202Eb', 'ab'],
  ['zero\u200Bwidth', 'zerowidth'],
  ['two\nlines', 'two lines'],
  ['a\u2028b', 'a b'],
])('of %j the contract keeps what can be seen', (name, seen) => {
  expect(schema.parse({ address: bob, name })).toMatchObject({ name: seen })
})
