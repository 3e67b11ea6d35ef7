import type { KeyringPair } from '@polkadot/keyring/types'
import type { Block } from '../chain/blocks.ts'
import { ABOUT, AFTER, NEXT, PEOPLE, type Step } from './history-steps.ts'
import type { Call, Lab } from './lab.ts'

const AINU = 1_000_000_000_000n
const SECOND = 1_000
const MINUTE = 60 * SECOND
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
/** Agents and whose they are; Alice posts tasks too, so that one's own agents bid on one's own tasks. */
const AGENTS = [
  ['did:ainur:bobs-first', '//Bob'],
  ['did:ainur:bobs-second', '//Bob'],
  ['did:ainur:charlies', '//Charlie'],
  ['did:ainur:alices', '//Alice'],
] as const

interface Seen {
  submitter: string
  state: string
  agent: string | null
  bidders: string[]
}

/**
 * Lets a history happen, block by block, and gives each block to `onBlock`. At the end so much time passes that every
 * deadline has fallen due. @returns how often each event of the tasks pallet occurred
 */
export async function live(
  lab: Lab,
  steps: readonly Step[],
  onBlock: (block: Block) => void,
): Promise<Map<string, number>> {
  const people = PEOPLE.map(lab.key)
  const byUri = (uri: string) => people[PEOPLE.indexOf(uri)]!
  const ownerOf = (did: string) => byUri(AGENTS.find(([name]) => name === did)![1])
  const tasks = new Map<number, Seen>()
  const counts = new Map<string, number>()
  const { tx } = lab
  const done = (block: Block) => {
    for (const event of block.events) if (event.pallet === 'tasks') note(event.name, event.data)
    onBlock(block)
  }
  const make = async (call: Call, who: KeyringPair) => done(await lab.block([call, who]))

  function note(name: string, data: Readonly<Record<string, unknown>>): void {
    counts.set(name, (counts.get(name) ?? 0) + 1)
    const id = data['task'] as number
    if (name === 'TaskCreated')
      tasks.set(id, { submitter: data['submitter'] as string, state: 'created', agent: null, bidders: [] })
    const task = tasks.get(id)!
    task.state = AFTER[name] ?? task.state
    if (name === 'BidPlaced') task.bidders.push(data['agent'] as string)
    if (name === 'TaskMatched') task.agent = data['agent'] as string
  }

  const post = ({ amount, which }: Step): Call =>
    tx['tasks']!['post']!({
      title: `Task ${which}`,
      capability: 'echo',
      target: which % 8 === 0 ? AGENTS[which % AGENTS.length]![0] : null,
      inputCid: CID,
      budget: amount,
      trust: which % 2 ? 'Manual' : 'Optimistic',
      minReputation: which % 9 === 0 ? 5 : -1_000,
      opensInMs: which % 5 === 0 ? 3 * SECOND : 0,
      biddingMs: SECOND + (which % 4) * 500,
      timeoutMs: MINUTE,
      disputeWindowMs: SECOND * (1 + (which % 20)),
    })

  /** A task in one of the states, or any where nobody cares for rights, with its parties; null where there is none. */
  function pick(step: Step, states: readonly string[]) {
    const fitting = [...tasks].filter(([, { state, bidders }]) => {
      if (step.what === 'retract' && bidders.length === 0) return false
      return step.wrong || states.includes(state)
    })
    const chosen = fitting[step.which % Math.max(fitting.length, 1)]
    if (!chosen) return null
    const [id, task] = chosen
    const stranger = people[step.who]!
    return {
      id,
      bidder: task.bidders[step.which % task.bidders.length] ?? AGENTS[0][0],
      submitter: (!step.wrong && people.find(({ address }) => address === task.submitter)) || stranger,
      owner: (!step.wrong && task.agent && ownerOf(task.agent)) || stranger,
    }
  }

  /** What somebody does about a task, or null where there is none that it could be about. */
  function work(step: Step): [Call, KeyringPair] | null {
    if (step.what === 'next') {
      const open = [...tasks.values()].filter(({ state }) => state in NEXT)
      const next = open.length > 0 && NEXT[open[step.which % open.length]!.state]!
      return next ? work({ ...step, what: next[step.which % next.length]! }) : null
    }
    const states = ABOUT[step.what]
    const task = states && pick(step, states)
    if (!task) return null
    const { id, submitter, owner, bidder: bid } = task
    const [did, uri] = AGENTS[step.which % AGENTS.length]!
    const bidder = step.wrong ? people[step.who]! : byUri(uri)
    const market = tx['tasks']!
    switch (step.what) {
      case 'bid':
        return [market['bid']!(id, did, step.amount / 4n), bidder]
      case 'retract':
        return [market['retractBid']!(id, bid), step.wrong ? people[step.who]! : ownerOf(bid)]
      case 'deliver':
        return [market['submitResult']!(id, CID, `0x${'11'.repeat(32)}`, CID, 7), owner]
      case 'fail':
        return [market['fail']!(id, 'no'), owner]
      case 'dispute':
        return [market['dispute']!(id, 'wrong'), submitter]
      case 'resolve': {
        const call = market['resolve']!(id, step.which % 2 ? 'Agent' : 'Submitter')
        return [tx['sudo']!['sudo']!(call), people[0]!]
      }
      case 'start':
        return [market['start']!(id), owner]
      default:
        return [market[step.what]!(id), submitter]
    }
  }

  function act(step: Step): [Call, KeyringPair] {
    const { what, which, amount } = step
    const anyone = people[step.who]!
    const [did, uri] = AGENTS[which % AGENTS.length]!
    const owner = step.wrong ? anyone : byUri(uri)
    const { agents, balances } = tx
    switch (what) {
      case 'pause':
      case 'resume':
      case 'deregister':
        return [agents![what]!(did), owner]
      case 'add-stake':
        return [agents!['addStake']!(did, amount), owner]
      case 'unstake':
        return [agents!['unstake']!(did, amount), owner]
      case 'withdraw':
        return [agents!['withdrawUnbonded']!(did), owner]
      case 'send':
        return [balances!['transferAllowDeath']!(people[which % people.length]!.address, amount), anyone]
      case 'send-all':
        // Keeps the account: one that is gone could not pay for its next step.
        return [
          balances!['transferAll']!(people[which % people.length]!.address, true),
          which % 16 === 0 ? anyone : people[4]!,
        ]
      default:
        return work(step) ?? [post(step), anyone]
    }
  }

  for (const [did, uri] of AGENTS)
    await make(tx['agents']!['register']!(did, ['echo'], AINU, CID, 20n * AINU), byUri(uri))
  for (const step of steps) {
    await lab.pass(step.wait, done)
    if (step.what === 'due') {
      const due = await lab.nextDeadline()
      if (due !== null) await lab.pass(Math.max(0, due - lab.now()), done)
      continue
    }
    const [call, who] = act(step)
    // Somebody without the money for the fee cannot even ask.
    if (lab.free(who.address) < AINU) continue
    await make(call, who)
  }
  await lab.pass(10 * MINUTE, done)
  return counts
}
