import { and, desc, eq, gt, inArray, notInArray } from 'drizzle-orm'
import { MOST_NOTIFICATIONS } from '../../contract/notifications.ts'
import type { IndexTx } from '../db/index-db.ts'
import { movements } from '../db/schema/index/settlement.ts'
import { say, type Sentence } from '../words.ts'
import type { News } from './store.ts'

interface Words {
  /** What the user calls an account of the wallet. */
  nameOf: (own: string) => string
  /** An account of somebody else in words. */
  called: (other: string) => string | Sentence
}

/**
 * What accounts of the wallet received from others in the blocks after `block`; of more than are kept the newest. What is
 * paid for work is told with its task. `last`: the last of these blocks that has one.
 */
export function newsOfPayments(
  index: IndexTx,
  owned: ReadonlySet<string>,
  block: number,
  { nameOf, called }: Words,
): { news: News[]; last: number } {
  const own = [...owned]
  const received = index
    .select()
    .from(movements)
    .where(
      and(
        eq(movements.kind, 'transfer'),
        inArray(movements.to, own),
        notInArray(movements.from, own),
        gt(movements.block, block),
      ),
    )
    .orderBy(desc(movements.position))
    .limit(MOST_NOTIFICATIONS)
    .all()
    .reverse()
  const news = received.map(({ id, from, to, amount, block }): News => ({
    kind: 'payment-received',
    event: id,
    block,
    said: say('notifications.received', { name: nameOf(to!), amount, from: called(from!) }),
    about: { account: to! },
  }))
  return { news, last: received.at(-1)?.block ?? block }
}
