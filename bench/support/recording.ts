import type { Block } from '../../src/core/chain/blocks.ts'
import { openLab, type Lab, type Signed } from '../../src/core/testing/lab.ts'

const AINU = 1_000_000_000_000n
const CID = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy'
const DIDS = ['did:ainur:first', 'did:ainur:second']

export interface Recording {
  /** Blocks 0.. of a chain in which tasks are posted, bid on by two agents, matched, done, accepted. */
  readonly blocks: readonly Block[]
  /** Block with which the first task begins. */
  readonly begin: number
  readonly tasks: number
  readonly genesisHash: string
}

/** Makes a chain of at least `length` blocks in `dir` on the runtime that ships, and keeps what happened. */
export async function record(dir: string, length: number): Promise<Recording> {
  const lab = await openLab({ dir })
  const blocks: Block[] = [{ number: 0, hash: lab.genesisHash, time: lab.now(), events: [] }]
  try {
    const submitter = lab.key('//Alice')
    const workers = [lab.key('//Bob'), lab.key('//Charlie')]
    for (const [i, did] of DIDS.entries())
      blocks.push(
        await lab.block([lab.tx['agents']!['register']!(did, ['echo'], AINU, CID, 10n * AINU), workers[i]!]),
      )
    const begin = blocks.length
    let task = 0
    for (; blocks.length < length; task++) await round(lab, task, (block) => void blocks.push(block))
    return { blocks, begin, tasks: task, genesisHash: lab.genesisHash }

    async function round({ tx }: Lab, id: number, keep: (block: Block) => void): Promise<void> {
      const market = tx['tasks']!
      const make = async (...call: Signed) => keep(await lab.block(call))
      await make(post(lab, id), submitter)
      for (const [i, did] of DIDS.entries())
        await make(market['bid']!(id, did, AINU + BigInt(i)), workers[i]!)
      await lab.pass(1_000, keep)
      // The first agent is cheaper as long as both are equally good; later the one with the better record wins.
      const matched = blocks.at(-1)!.events.find(({ name }) => name === 'TaskMatched')
      const winner = workers[DIDS.indexOf(matched?.data['agent'] as string)]
      if (!winner) throw new Error(`task ${id} was not matched`)
      await make(market['start']!(id), winner)
      await make(market['submitResult']!(id, CID, `0x${'11'.repeat(32)}`, CID, 1_000), winner)
      await make(market['accept']!(id), submitter)
    }
  } finally {
    lab.close()
  }
}

const post = ({ tx }: Lab, id: number) =>
  tx['tasks']!['post']!({
    title: `Task ${id}`,
    capability: 'echo',
    target: null,
    inputCid: CID,
    budget: 2n * AINU,
    trust: 'Optimistic',
    minReputation: -1_000,
    opensInMs: 0,
    biddingMs: 1_000,
    timeoutMs: 60_000,
    disputeWindowMs: 1_000,
  })

/** The recording, its tasks repeated under new numbers until there are `length` blocks. */
export function repeat({ blocks, begin, tasks }: Recording, length: number): Block[] {
  const body = blocks.slice(begin)
  const span = blocks.at(-1)!.time - blocks[begin - 1]!.time
  const long: Block[] = blocks.slice(0, begin)
  for (let copy = 0; long.length < length; copy++) {
    for (const block of body.slice(0, length - long.length)) {
      const number = long.length
      const hash = `0x${number.toString(16).padStart(64, '0')}`
      const time = block.time + copy * span
      const events = block.events.map((event) => ({
        ...event,
        id: `${number}-${event.index}`,
        block: number,
        hash,
        time,
        data:
          'task' in event.data
            ? { ...event.data, task: (event.data['task'] as number) + copy * tasks }
            : event.data,
      }))
      long.push({ number, hash, time, events })
    }
  }
  return long
}
