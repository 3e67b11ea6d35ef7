import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Notice } from '../../../contract/system.ts'
import { createLocalDb } from '../../db/local-db.ts'
import { AinurError, type FaultError } from '../../errors.ts'
import { createChanges } from '../../system/changes.ts'
import { makeFolder } from '../../testing/folder.ts'
import { localMigrations } from '../../testing/paths.ts'
import { createWalletStore } from '../store.ts'
import { createVault } from '../vault.ts'
import { createWallet } from '../wallet.ts'

/** A wallet in a folder of its own, not started; `again` is the next process over the same files. */
export function makeWallet(path?: string) {
  const folder = path === undefined ? makeFolder() : { path, remove: () => {} }
  const file = join(folder.path, 'local.db')
  const untidy = new Map<string, FaultError>()
  const local = createLocalDb({
    file,
    migrationsFolder: localMigrations,
    onTidied: (secrets, error) => void (error ? untidy.set(secrets, error) : untidy.delete(secrets)),
  })
  local.open()
  const store = createWalletStore(local)
  const noHost = { protectSecret: null, unprotectSecret: null }
  const vault = createVault(noHost, join(folder.path, 'machine.key'), store.unattended)
  const told = new Map<string, Omit<Notice, 'id'>>()
  const set = (id: string, text: Omit<Notice, 'id'> | null) =>
    void (text ? told.set(id, text) : told.delete(id))
  const warned: string[] = []
  const wallet = createWallet({
    store,
    notices: { set },
    vault,
    changes: createChanges(),
    unlockMinutes: () => 15,
    warn: (text) => void warned.push(text),
  })
  const stop = () => {
    wallet.stop()
    local.close()
  }
  return {
    path: folder.path,
    file,
    local,
    untidy,
    store,
    vault,
    told,
    wallet,
    warned,
    again() {
      stop()
      return makeWallet(folder.path)
    },
    stop() {
      stop()
      folder.remove()
    },
  }
}

/** A keystore or backup of another wallet. */
export const fixture = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`keystores/${name}.json`, import.meta.url)), 'utf8')

/** What a call was refused with. */
export async function failure(work: () => unknown): Promise<AinurError> {
  try {
    await work()
  } catch (error) {
    if (error instanceof AinurError) return error
    throw error
  }
  throw new Error('it was accepted')
}
