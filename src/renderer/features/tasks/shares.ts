import type { Move, MovementKind } from '../../../contract/money.ts'
import type { TaskDetail } from '../../../contract/tasks.ts'

export type Role = 'submitter' | 'operator' | 'bidder' | 'treasury'
type Gave = 'payout' | 'protocol-fee' | 'bond-slashed' | 'dispute-bond-paid'
type Got = Exclude<MovementKind, 'escrow-held' | 'escrow-excess' | 'bond-held' | 'dispute-bond-held'>
/** What one party got or gave when the task ended. Planck. */
export type Line = { amount: string } & ({ side: 'got'; kind: Got } | { side: 'gave'; kind: Gave })
export interface Share {
  role: Role
  address: string
  lines: Line[]
}

const roles: Record<Got, { from?: Role; to: Role }> = {
  payout: { from: 'submitter', to: 'operator' },
  'protocol-fee': { from: 'submitter', to: 'treasury' },
  'escrow-refund': { to: 'submitter' },
  'bond-returned': { to: 'operator' },
  'bond-slashed': { from: 'operator', to: 'treasury' },
  'dispute-bond-returned': { to: 'submitter' },
  'dispute-bond-paid': { from: 'submitter', to: 'operator' },
}
const ends = (kind: MovementKind): kind is Got => Object.hasOwn(roles, kind)
const gives = (kind: Got): kind is Gave => roles[kind].from !== undefined

/** Who got and gave what when a task ended, party by party; none while it is under way. */
export function sharesOf({ timeline, agentOwner }: Pick<TaskDetail, 'timeline' | 'agentOwner'>): Share[] {
  const shares = new Map<string, Share>()
  const add = (role: Role, address: string, line: Line) => {
    const share = shares.get(role + address) ?? { role, address, lines: [] }
    share.lines.push(line)
    shares.set(role + address, share)
  }
  for (const { kind, from, to, amount } of timeline.at(-1)?.money ?? ([] as Move[])) {
    if (!ends(kind)) continue
    const { from: giver, to: taker } = roles[kind]
    if (giver && from !== null && gives(kind)) add(giver, from, { side: 'gave', kind, amount })
    if (to === null) continue
    const role = kind === 'bond-returned' && to !== agentOwner ? 'bidder' : taker
    add(role, to, { side: 'got', kind, amount })
  }
  return [...shares.values()]
}

const whys = [
  ...(['accepted', 'window-passed', 'resolved-agent', 'resolved-submitter', 'resolver-silent'] as const),
  ...(['not-started', 'no-result', 'reported', 'cancelled', 'no-bids'] as const),
]
/** Why the money went where it went; null for an ending that this page does not know. */
export function whyOf({ state, cause, outcome }: Pick<TaskDetail, 'state' | 'cause' | 'outcome'>) {
  const code =
    cause === 'resolved' ? `resolved-${outcome === 'paid' ? 'agent' : 'submitter'}` : (cause ?? state)
  return whys.find((why) => why === code) ?? null
}
