import type { Place } from '../../contract/wallet.ts'
import { say, saidOf, type Sentence } from '../words.ts'

// State as toPlain gives it: amounts and moments of storage are decimal strings, as the metadata does not name them.

/** `id` as in RuntimeHoldReason: `{ kind: 'agents', value: 'stake' }`. */
export interface Hold {
  id: { kind: string; value: string }
  amount: string
}
export interface AgentState {
  owner: string
  stake: string
  unlocking: { amount: string; at: string }[]
}
export interface TaskState {
  submitter: string
  title: string
  state: string
  escrow: string
  deadline: string
  agent: string | null
  owner: string | null
  bond: string
  disputeBond: string
}
export interface BidState {
  agent: string
  owner: string
  bond: string
}
export interface AccountState {
  address: string
  free: bigint
  reserved: bigint
  holds: readonly Hold[]
  agents: readonly (readonly [did: string, AgentState | null])[]
  tasks: readonly (readonly [id: number, TaskState | null])[]
  bids: readonly (readonly [task: number, BidState[]])[]
  /** Chain time, ms. */
  now: number
}

type Named = Omit<Place, 'amount' | 'returns' | 'said'> & { amount: bigint; returns: Sentence }
const none = { task: null, agent: null, returnsAt: null }

const ESCROW_RETURNS: Record<string, Sentence> = {
  created: say('places.escrow-open'),
  bidding: say('places.escrow-open'),
  matched: say('places.escrow-matched'),
  running: say('places.escrow-running'),
  verifying: say('places.escrow-verifying'),
  disputed: say('places.escrow-disputed'),
}

/** Every place in which the account's AINU are. Their sum is free + reserved, whatever the index knows. */
export function placesOf(state: AccountState): Place[] {
  const { free, reserved } = state
  const held = (pallet: string, reason: string) =>
    state.holds
      .filter(({ id }) => id.kind === pallet && id.value === reason)
      .reduce((sum, { amount }) => sum + BigInt(amount), 0n)
  const groups: [total: bigint, kind: Place['kind'], places: Named[]][] = [
    [held('agents', 'stake'), 'stake', stakes(state)],
    [held('tasks', 'escrow'), 'escrow', escrows(state)],
    [held('tasks', 'bond'), 'bond', bonds(state)],
    [held('tasks', 'dispute-bond'), 'dispute-bond', disputeBonds(state)],
  ]
  const places: Named[] = [{ ...none, kind: 'free', amount: free, returns: say('places.free') }]
  let known = 0n
  for (const [total, kind, named] of groups) {
    known += total
    places.push(...within(total, named))
    const rest = total - sum(within(total, named))
    if (rest > 0n)
      places.push({
        ...none,
        kind,
        amount: rest,
        returns: say('places.unread'),
      })
  }
  if (reserved > known)
    places.push({
      ...none,
      kind: 'reserved',
      amount: reserved - known,
      returns: say('places.reserved'),
    })
  return places
    .filter(({ kind, amount }) => amount > 0n || kind === 'free')
    .map(({ amount, returns, ...place }) => ({
      ...place,
      amount: amount.toString(),
      returns: returns.message,
      said: saidOf(returns),
    }))
}

function stakes({ address, agents, now }: AccountState): Named[] {
  return agents.flatMap(([did, agent]) => {
    if (!agent || agent.owner !== address) return []
    const unlocking = agent.unlocking.map(({ amount, at }): Named => {
      const ready = Number(at) <= now
      return {
        ...none,
        kind: 'unbonding',
        amount: BigInt(amount),
        agent: did,
        returnsAt: ready ? null : Number(at),
        returns: ready ? say('places.unbonded') : say('places.unbonding'),
      }
    })
    const stake: Named = {
      ...none,
      kind: 'stake',
      amount: BigInt(agent.stake),
      agent: did,
      returns: say('places.stake'),
    }
    return [stake, ...unlocking]
  })
}

function escrows({ address, tasks }: AccountState): Named[] {
  return tasks.flatMap(([task, found]) =>
    found?.submitter === address
      ? [
          {
            ...none,
            kind: 'escrow' as const,
            amount: BigInt(found.escrow),
            task,
            returnsAt: Number(found.deadline),
            returns: ESCROW_RETURNS[found.state] ?? say('places.escrow-other'),
          },
        ]
      : [],
  )
}

function bonds({ address, tasks, bids }: AccountState): Named[] {
  const won = tasks.flatMap(([task, found]): Named[] =>
    found?.owner === address
      ? [
          {
            ...bond(task, found.agent, found.bond, say('places.bond-won')),
            returnsAt: Number(found.deadline),
          },
        ]
      : [],
  )
  const open = bids.flatMap(([task, list]) =>
    list
      .filter(({ owner }) => owner === address)
      .map(({ agent, bond: amount }) => bond(task, agent, amount, say('places.bond-open'))),
  )
  return [...won, ...open]
}

function disputeBonds({ address, tasks }: AccountState): Named[] {
  return tasks.flatMap(([task, found]): Named[] =>
    found?.submitter === address
      ? [
          {
            ...none,
            kind: 'dispute-bond',
            amount: BigInt(found.disputeBond),
            task,
            returnsAt: Number(found.deadline),
            returns: say('places.dispute-bond'),
          },
        ]
      : [],
  )
}

const bond = (task: number, agent: string | null, amount: string, returns: Sentence): Named => ({
  ...none,
  kind: 'bond',
  amount: BigInt(amount),
  task,
  agent,
  returns,
})

const sum = (places: readonly Named[]) => places.reduce((total, { amount }) => total + amount, 0n)

/** The named places, unless they are more than what is held: then the index is ahead or behind and is not trusted. */
const within = (total: bigint, places: Named[]) => (sum(places) <= total ? places : [])
