import type { NetworkChoice } from '../../contract/chain.ts'
import { say } from '../words.ts'

/** What a network is called and whether its coins have value. */
export interface Identity {
  readonly name: string
  readonly development: boolean
  /** False for a chain that Ainur was told nothing about. */
  readonly known: boolean
}

/**
 * Networks by the hash of their first block, which an endpoint cannot choose: every signature names it. There is no
 * public Ainur network yet.
 */
const pinned: Readonly<Record<string, Omit<Identity, 'known'>>> = {}

/** Never what the peer says of itself. The embedded chain needs no hash: this Ainur runs it. */
export function identify(choice: NetworkChoice, genesisHash: string | null): Identity {
  if (choice.kind === 'embedded')
    return { name: say('system.embedded').message, development: true, known: true }
  const found = genesisHash === null ? undefined : pinned[genesisHash]
  if (found) return { ...found, known: true }
  const short = genesisHash === null ? '' : ` ${genesisHash.slice(0, 10)}`
  return { name: `Unknown chain${short}`, development: false, known: false }
}
