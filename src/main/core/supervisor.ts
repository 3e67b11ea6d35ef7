import type { MessagePortMain } from 'electron'
import { setTimeout as delay } from 'timers/promises'
import type { CoreLink } from './link.ts'

const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 30_000
/** A core that lived this long did not fail at its start. */
const STEADY_MS = 60_000

export interface Supervisor {
  /** Ends the core in order, or at once while it is only coming up; it is not started again. */
  stop(): Promise<void>
  /** For when that takes too long. */
  kill(): void
}

/** A way to the core, the page's or another, as the supervisor needs it. */
export interface PageDoor {
  /** Calls when the page asks for a port; answers how to stop listening. */
  onWanted(listener: () => void): () => void
  /** Joins one end of a new channel to the core and gives the page the other. */
  join(connect: (port: MessagePortMain) => void): void
  /** Tells the page that there is no core, and why. */
  tell(reason: string): void
}

/**
 * Keeps a core running and joined to its doors: gives each a port whenever it asks and whenever a core came up,
 * tells it (by no port) when the core is gone, and opens another one, waiting longer after each failure. Whatever was
 * opened is stopped before the next one is opened. `log` gets a line for every change.
 */
export function superviseCore(
  doors: readonly PageDoor[],
  open: (signal: AbortSignal) => Promise<CoreLink>,
  log: (line: string) => void,
): Supervisor {
  const ending = new AbortController()
  const stopped = () => ending.signal.aborted
  let link: CoreLink | null = null
  let reason: string | null = null
  const wanted = new Set<PageDoor>()

  const handOver = (door: PageDoor) => {
    try {
      if (link !== null) door.join(link.connect)
      // Before the first core there is nothing to tell: the page says that it is connecting.
      else if (reason !== null) door.tell(reason)
    } catch (error) {
      // The page asks again; a core that is gone says so by `lost`.
      log(`The page could not be joined to the core: ${wordsOf(error)}`)
    }
  }
  const handOverAll = () => wanted.forEach(handOver)
  const forgets = doors.map((door) =>
    door.onWanted(() => {
      wanted.add(door)
      handOver(door)
    }),
  )

  /** One life of a core; answers why it ended. */
  const live = async (): Promise<string> => {
    let opened: CoreLink | null = null
    try {
      opened = await open(ending.signal)
      if (stopped()) return 'The desktop is closing.'
      link = opened
      reason = null
      log('The core is up.')
      handOverAll()
      return await opened.lost
    } catch (error) {
      return wordsOf(error)
    } finally {
      await opened?.stop()
      link = null
    }
  }

  const keep = async () => {
    let wait = FIRST_WAIT_MS
    while (!stopped()) {
      const started = Date.now()
      reason = await live()
      if (stopped()) return
      handOverAll()
      wait = Date.now() - started > STEADY_MS ? FIRST_WAIT_MS : Math.min(wait * 2, LONGEST_WAIT_MS)
      log(`The core is gone: ${reason} Another one is opened in ${wait / 1_000} s.`)
      await delay(wait, undefined, { signal: ending.signal }).catch(() => {})
    }
  }
  const kept = keep()

  return {
    async stop() {
      ending.abort()
      for (const forget of forgets) forget()
      await link?.stop()
      await kept
    },
    kill() {
      ending.abort()
      link?.kill()
    },
  }
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error))
