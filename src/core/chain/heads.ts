import { hexToU8a, u8aToBn } from '@polkadot/util'
import { coalesced } from '../coalesced.ts'
import type { OpenSession } from './session.ts'

export interface Heads {
  readonly head: number | null
  readonly finalized: number | null
  /** Timestamp of the head, ms of chain time. */
  readonly time: number | null
  /** When the head was made, ms of this machine's clock as far as it can be told. */
  readonly headAt: number | null
}

const NEW_HEADS = {
  subscribe: 'chain_subscribeNewHeads',
  notification: 'chain_newHead',
  unsubscribe: 'chain_unsubscribeNewHeads',
}
const FINALIZED_HEADS = {
  subscribe: 'chain_subscribeFinalizedHeads',
  notification: 'chain_finalizedHead',
  unsubscribe: 'chain_unsubscribeFinalizedHeads',
}

interface Header {
  number: string
}

/**
 * Follows head and finalized head of a session until it ends. `finalized` is given when that one changed.
 * Blocks may come faster than their times can be asked for: only the newest is asked.
 */
export async function followHeads(
  session: OpenSession,
  onChange: (heads: Heads, finalized: number | null) => void,
): Promise<void> {
  let heads: Heads = { head: null, finalized: null, time: null, headAt: null }
  const timeKey = session.api.query.timestamp!.now!.key()

  const readTime = coalesced(
    async () => {
      const value = await session.send<string | null>('state_getStorage', [timeKey])
      const time = value ? u8aToBn(hexToU8a(value), { isLe: true }).toNumber() : 0
      // The first head was made some time ago; later ones come as they are made.
      const headAt = heads.headAt === null ? Math.min(time, Date.now()) : Date.now()
      heads = { ...heads, time, headAt }
      onChange(heads, null)
    },
    () => void (session.signal.aborted || session.close()),
  )

  await session.subscribe<Header>(NEW_HEADS, [], (header) => {
    heads = { ...heads, head: numberOf(header) }
    onChange(heads, null)
    readTime()
  })
  await session.subscribe<Header>(FINALIZED_HEADS, [], (header) => {
    heads = { ...heads, finalized: numberOf(header) }
    onChange(heads, heads.finalized)
  })
}

function numberOf({ number }: Header): number {
  const value = Number(number)
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${String(number)} is no number of a block.`)
  return value
}
