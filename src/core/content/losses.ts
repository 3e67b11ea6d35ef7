import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CID } from 'multiformats/cid'
import type { Notices } from '../system/notices.ts'
import type { BlockEvents } from './blocks.ts'

/** Where a damaged store of guests' content is put; the embedded chain does it. */
export const damagedGuests = (dataDir: string): string => join(dataDir, 'content', 'guests.sqlite.damaged')

/** Says which content of this machine is gone, until it is there again. */
export interface Losses extends Required<Omit<BlockEvents, 'trouble'>> {
  found(missing: readonly CID[]): void
}

export function createLosses(dataDir: string, notices: Pick<Notices, 'set'> | undefined): Losses {
  const gone = new Set<string>()
  const tell = () => notices?.set('content', gone.size === 0 ? null : text(gone.size))
  return {
    found(missing) {
      for (const cid of missing) gone.add(cid.toString())
      tell()
      if (existsSync(damagedGuests(dataDir))) notices?.set('guests', guestsText(damagedGuests(dataDir)))
    },
    damaged(cid) {
      gone.add(cid.toString())
      tell()
    },
    stored(cid) {
      if (gone.delete(cid.toString())) tell()
    },
  }
}

const text = (count: number) => ({
  message: `Content on this machine is missing or was damaged: ${count === 1 ? 'one block' : `${count} blocks`}.`,
  consequence:
    'Inputs, results or programs that it belongs to cannot be shown or worked on here until it is there again. It is asked of the network when it is needed. Money is not affected, but an agent whose work cannot be read is not paid.',
  remedy:
    'Add the files again, or close Ainur and put the folder "content" back from a backup. Check the disk: damage to files rarely comes alone.',
})

const guestsText = (file: string) => ({
  message: 'What others stored at this network was damaged, and is begun anew.',
  consequence:
    'Machines that joined your embedded chain have what they stored, but others may not get it from here any more. Your own content is not affected.',
  remedy: `Delete ${file} when you do not need it. Check the disk: damage to files rarely comes alone.`,
})
