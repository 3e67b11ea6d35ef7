import { and, eq, gte } from 'drizzle-orm'
import { decisions, runs } from '../../db/schema/local/hosting.ts'
import { createDecisions, type Decisions } from './decisions.ts'
import { createNotes, type NotesOptions } from './notes.ts'
import { createRoster, type Roster } from './roster.ts'
import { createRuns, type Runs } from './runs.ts'

export type { Decision } from './decisions.ts'
export type { HostedRow } from './roster.ts'
export type { LogLine, Run } from './runs.ts'

/** What this machine remembers of the agents it works for on the connected network. */
export interface HostedStore extends Roster, Decisions, Runs {
  /** Whether these rows may be old or wrong: nothing that costs money is begun on their strength. */
  isDoubtful(): boolean
  /** The chain has not made task `first` yet: what is known of it and of later ones was of blocks that are lost. */
  forgetTasksFrom(network: string, first: number): void
}

export function createHostedStore(options: NotesOptions): HostedStore {
  const { localDb } = options
  const notes = createNotes(options)
  return {
    ...createRoster(options, notes),
    ...createDecisions(options, notes),
    ...createRuns(options, notes),
    isDoubtful: () => localDb.doubtful,
    forgetTasksFrom(network, first) {
      localDb.transaction((tx) => {
        for (const table of [decisions, runs])
          tx.delete(table)
            .where(and(eq(table.network, network), gte(table.task, first)))
            .run()
      })
    },
  }
}
