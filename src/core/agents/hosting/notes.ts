import type { LocalDb } from '../../db/local-db.ts'
import { NotReadyError } from '../../errors.ts'
import { storageTrouble } from '../../storage-errors.ts'
import type { Changes } from '../../system/changes.ts'
import { say } from '../../words.ts'
import { COUNTED_EVERY, dropOld } from './retention.ts'

export interface NotesOptions {
  localDb: LocalDb
  changes: Changes
  /** Genesis hash of the connected network, or null. */
  network: () => string | null
  /** Told when something that only explains could not be written. */
  onTrouble?: (error: unknown) => void
}

/** How rows of hosted agents are written: for the connected network, told of, and not without end. */
export interface Notes {
  /** Genesis hash of the connected network. @throws {NotReadyError} */
  need(): string
  tell(did: string): void
  /** Drops old rows now and then, by the id of the one that was inserted. */
  tidy(did: string, inserted: number | bigint): void
  /** For rows that only explain something: a disk that cannot store them is reported, and work goes on. */
  note(write: () => void): void
}

export function createNotes({ localDb, changes, network, onTrouble }: NotesOptions): Notes {
  const need = (): string => {
    const connected = network()
    if (connected === null) throw new NotReadyError(say('ainur.no-network-yet'))
    return connected
  }
  const note = (write: () => void) => {
    try {
      write()
    } catch (error) {
      if (!onTrouble || storageTrouble(error) === null) throw error
      onTrouble(error)
    }
  }
  return {
    need,
    note,
    tell: (did) => changes.publish({ topic: 'hosted', id: did }),
    tidy(did, inserted) {
      if (Number(inserted) % COUNTED_EVERY === 0) note(() => dropOld(localDb, need(), did))
    },
  }
}
