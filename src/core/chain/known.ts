import type { ChainStatus, NetworkChoice } from '../../contract/chain.ts'
import type { Said } from '../../contract/words/said.ts'
import { messageOf, SaidError } from '../errors.ts'
import { createListeners } from '../listeners.ts'
import type { Heads } from './heads.ts'
import { identify } from './known-networks.ts'
import type { Network } from './networks.ts'
import type { OpenSession } from './session.ts'
import { saidOf } from '../words.ts'

/** What the client knows by itself; the sync adds what is indexed. */
export type ConnectionStatus = Omit<ChainStatus, 'indexed' | 'lag' | 'rate'>

interface Now {
  choice: NetworkChoice
  network: Network | null
  /** The present connection, or the one before while there is none. */
  latest: OpenSession | null
  genesis: string | null
  heads: Heads
  state: ConnectionStatus['connection']
  /** What keeps it from being connected. */
  trouble: Trouble | null
}

interface Trouble {
  readonly message: string
  /** Null where others wrote the message. */
  readonly said: Said | null
}

function troubleOf(error: unknown): Trouble {
  return { message: messageOf(error), said: error instanceof SaidError ? error.said : null }
}

const NO_HEADS: Heads = { head: null, finalized: null, time: null, headAt: null }

/** What is known of the chosen network and of the connection to it. */
export type Known = ReturnType<typeof createKnown>

export function createKnown() {
  const onStatus = createListeners<[status: ConnectionStatus]>()
  const now: Now = {
    choice: { kind: 'embedded' },
    network: null,
    latest: null,
    genesis: null,
    heads: NO_HEADS,
    state: 'starting',
    trouble: null,
  }

  function status(): ConnectionStatus {
    const { choice, network, latest, genesis, heads } = now
    const blocked = network?.trouble()
    const trouble = now.trouble ?? (blocked ? { message: blocked.message, said: saidOf(blocked) } : null)
    return {
      network: choice,
      ...identify(choice, genesis),
      connection: now.state,
      error: trouble?.message ?? null,
      said: trouble?.said ?? null,
      url: network?.url ?? (choice.kind === 'rpc' ? choice.url : null),
      genesisHash: genesis,
      specVersion: latest?.info().specVersion ?? null,
      head: heads.head,
      finalized: heads.finalized,
      time: heads.time,
      headAge: heads.headAt === null ? null : Math.max(0, Date.now() - heads.headAt),
      restarts: network?.restarts() ?? 0,
    }
  }

  const tell = () => onStatus.tell(status())

  return {
    now,
    status,
    onStatus: onStatus.add,
    tell,
    /** Takes over a new connection. The caller calls `tell` when its own listeners know. */
    connected(session: OpenSession) {
      now.latest = session
      now.genesis = session.genesisHash
      now.heads = NO_HEADS
      now.state = 'connected'
      now.trouble = null
    },
    starting() {
      now.state = 'starting'
      now.trouble = null
      tell()
    },
    failed(error: unknown) {
      now.state = 'failed'
      now.trouble = troubleOf(error)
    },
    lost(error: unknown) {
      if (now.state !== 'starting') now.state = 'reconnecting'
      now.trouble = troubleOf(error)
      now.heads = { ...now.heads, head: null }
      tell()
    },
  }
}
