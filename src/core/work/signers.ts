import { and, asc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import { z } from 'zod'
import type { Projection } from '../chain/projection.ts'
import type { IndexTx } from '../db/index-db.ts'
import type { CheckedReceipt } from '../../contract/receipt.ts'
import { agentKeys, taskTimeline, type TaskRow } from '../db/schema/index/tasks.ts'

const proxyEvent = z.object({ delegator: z.string(), delegatee: z.string(), proxyType: z.unknown() })

/** Which keys could act for an owner's agents, and when. */
export const agentKeysProjection: Projection = {
  name: 'agent-keys',
  version: 1,
  pallets: ['proxy'],
  apply(raw, tx) {
    if (raw.name !== 'ProxyAdded' && raw.name !== 'ProxyRemoved') return []
    const { delegator: owner, delegatee: key, proxyType } = proxyEvent.parse(raw.data)
    if (proxyType !== 'agent') return []
    if (raw.name === 'ProxyAdded')
      tx.insert(agentKeys).values({ id: raw.id, owner, key, since: raw.block }).run()
    else
      tx.update(agentKeys)
        .set({ until: raw.block })
        .where(and(eq(agentKeys.owner, owner), eq(agentKeys.key, key), isNull(agentKeys.until)))
        .run()
    return []
  },
}

/** Who the signer of a task's receipt was when the result came. */
export function signerOf(
  db: IndexTx,
  { id, agentOwner }: TaskRow,
  signer: string,
): CheckedReceipt['signedBy'] {
  if (agentOwner === null) return 'stranger'
  if (signer === agentOwner) return 'owner'
  const result = db
    .select({ block: taskTimeline.block })
    .from(taskTimeline)
    .where(and(eq(taskTimeline.task, id), eq(taskTimeline.state, 'verifying')))
    .orderBy(asc(taskTimeline.block), asc(taskTimeline.position))
    .get()
  if (!result) return 'stranger'
  const then = and(
    lte(agentKeys.since, result.block),
    or(isNull(agentKeys.until), gte(agentKeys.until, result.block)),
  )
  const known = db
    .select({ id: agentKeys.id })
    .from(agentKeys)
    .where(and(eq(agentKeys.owner, agentOwner), eq(agentKeys.key, signer), then))
    .get()
  return known ? 'agent' : 'stranger'
}
