import { messageOf } from '../errors.ts'
import { createListeners, when } from '../listeners.ts'
import type { Log } from '../observability/log.ts'
import { followHeads } from './heads.ts'
import type { Known } from './known.ts'
import { keepConnected, type Link } from './link.ts'
import type { Network } from './networks.ts'
import type { Runtimes } from './runtimes.ts'
import type { ChainSession, OpenSession } from './session.ts'

interface Parts {
  runtimes: Runtimes
  log: Log
  known: Known
}

/** The line to one network at a time: keeps it connected and tells of its sessions and blocks. */
export function createLine({ runtimes, log, known }: Parts) {
  const { now, tell } = known
  const onSession = createListeners<[session: ChainSession]>()
  const onFinalized = createListeners<[block: number]>()
  let link: Link | null = null

  function adopt(session: OpenSession) {
    known.connected(session)
    followHeads(session, (heads, finalized) => {
      if (link?.session() !== session) return
      now.heads = heads
      if (finalized !== null) onFinalized.tell(finalized)
      tell()
    }).catch((error: unknown) => {
      log.warn(`Following the chain failed: ${messageOf(error)}`)
      void session.close()
    })
    onSession.tell(session)
    tell()
  }

  function attach(to: Network, first?: OpenSession) {
    now.network = to
    to.onFatal((error) => {
      if (now.network !== to) return
      known.failed(error)
      void link?.stop()
      tell()
    })
    to.onTrouble(() => now.network === to && tell())
    link = keepConnected({
      url: to.url,
      runtimes,
      own: to.choice.kind === 'embedded',
      headers: to.headers,
      first,
      log,
      onSession: adopt,
      onTrouble: (error) => {
        if (now.network === to && now.state !== 'failed') known.lost(error)
      },
    })
  }

  async function detach() {
    const [oldLink, oldNetwork] = [link, now.network]
    link = now.network = null
    await oldLink?.stop()
    await oldNetwork?.stop()
  }

  return {
    attach,
    detach,
    session: () => link?.session() ?? null,
    /** Gives false where there is no link to connect again. */
    reconnect() {
      link?.reconnect()
      return link !== null
    },
    whenConnected: (signal?: AbortSignal): Promise<ChainSession> =>
      when((session) => session ?? link?.session(), onSession, signal),
    onSession(callback: (session: ChainSession) => void) {
      const present = link?.session()
      if (present) callback(present)
      return onSession.add(callback)
    },
    onFinalized: onFinalized.add,
  }
}
