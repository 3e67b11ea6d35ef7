import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { CID } from 'multiformats/cid'
import type { Notices } from '../system/notices.ts'
import type { BlockEvents } from './blocks.ts'
import { say } from '../words.ts'

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

const text = (count: number) => say('content.lost', { count })

const guestsText = (file: string) => say('content.guests-lost', { file })
