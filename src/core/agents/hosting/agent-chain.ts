import type { ApiPromise } from '@polkadot/api'
import type { Codec } from '@polkadot/types/types'
import { call, storage, textArg } from '../../chain/calls.ts'
import type { ChainClient } from '../../chain/client.ts'
import { toPlain } from '../../chain/events.ts'
import type { Submitter } from '../../tx/submit.ts'
import type { IndexDb } from '../../db/index-db.ts'
import { OfflineError } from '../../errors.ts'
import type { Wallet } from '../../wallet/wallet.ts'
import { agentName } from '../name.ts'
import { AGENT_PROXY, proxiesOf } from '../proxies.ts'
import { say } from '../../words.ts'

/** A task as the newest block has it: ahead of the index, which shows finalized blocks. */
export interface TaskOnChain {
  /** Kebab-case, e.g. `matched`. */
  state: string
  agent: string | null
  /** When the state ends by itself, ms of chain time. */
  deadline: number
}

/** Who works: the agent, its hot key and the owner in whose name that acts. */
export interface Worker {
  did: string
  owner: string
  hotKey: string
}

export interface WorkResult {
  outputCid: string
  /** 0x-hex. */
  outputHash: string
  receiptCid: string
  fuel: string
}

/** An agent's reach on chain: what it has to see and the calls that its hot key may make. */
export interface AgentChain {
  /** Null where there is no such task. @throws {OfflineError} */
  task(id: number): Promise<TaskOnChain | null>
  hasBid(task: number, did: string): Promise<boolean>
  /** Free balance, planck. */
  free(address: string): Promise<bigint>
  /** Whether the hot key may do agents' work for the owner. */
  isProxy(owner: string, hotKey: string): Promise<boolean>
  /**
   * What the calls of one task cost the hot key, planck: bid, start, and the dearer of delivering and giving up, by the
   * network's own word, doubled because fees move.
   */
  feesForTask(worker: Worker): Promise<bigint>
  /** Chain time, ms. */
  now(): number
  /** These resolve when the call is finalized. @throws {RejectedError} @throws {OfflineError} */
  bid(worker: Worker, task: number, price: string, signal?: AbortSignal): Promise<void>
  retractBid(worker: Worker, task: number, signal?: AbortSignal): Promise<void>
  start(worker: Worker, task: number, signal?: AbortSignal): Promise<void>
  submitResult(worker: Worker, task: number, result: WorkResult, signal?: AbortSignal): Promise<void>
  fail(worker: Worker, task: number, reason: string, signal?: AbortSignal): Promise<void>
}

const MAX_REASON_BYTES = 256
const NO_HASH = `0x${'00'.repeat(32)}`
const MOST_FUEL = '18446744073709551615'

/** What a hot key signs, and how that is said. */
const ACTS = {
  bid: 'agents.bid-on',
  retractBid: 'agents.retract-on',
  start: 'agents.start-on',
  submitResult: 'agents.submit-on',
  fail: 'agents.fail-on',
} as const
type Act = keyof typeof ACTS

export function createAgentChain(deps: {
  client: ChainClient
  submitter: Submitter
  wallet: Pick<Wallet, 'hotKey'>
  indexDb: Pick<IndexDb, 'genesisHash'>
}): AgentChain {
  const { client, submitter, wallet, indexDb } = deps

  /** What agents decide on is in the index: while that is still of another chain, a task's number means another task. */
  const indexed = (api: ApiPromise): ApiPromise => {
    if (api.genesisHash.toHex() === indexDb.genesisHash) return api
    throw new OfflineError(say('chain.index-of-another'))
  }

  /** What the hot key signs for the owner. */
  const asProxy = (api: ApiPromise, worker: Pick<Worker, 'owner'>, method: string, args: unknown[]) =>
    call(indexed(api), 'proxy', 'proxy', worker.owner, AGENT_PROXY, call(api, 'tasks', method, ...args))

  async function act(worker: Worker, method: Act, task: number, args: unknown[], signal?: AbortSignal) {
    const { id } = await submitter.submit({
      extrinsic: (api) => asProxy(api, worker, method, [task, ...args]),
      genesisHash: indexed(client.api()).genesisHash.toHex(),
      signer: await wallet.hotKey(worker.hotKey),
      action: `tasks.${method}`,
      summary: say(ACTS[method], { agent: agentName(worker.did), task }),
      from: worker.owner,
      signal,
    })
    await submitter.waitFinalized(id, signal)
  }
  const read = async (pallet: string, item: string, ...args: unknown[]): Promise<Codec> =>
    storage(indexed(client.api()), pallet, item)(...args)

  return {
    async task(id) {
      const found = toPlain(await read('tasks', 'tasks', id)) as Record<string, unknown> | null
      if (!found) return null
      const { state, agent, deadline } = found
      return {
        state: String(state),
        agent: agent === null ? null : String(agent),
        deadline: Number(deadline),
      }
    },
    async hasBid(task, did) {
      const bids = toPlain(await read('tasks', 'bids', task)) as { agent: string }[]
      return bids.some(({ agent }) => agent === did)
    },
    async free(address) {
      const { data } = toPlain(await read('system', 'account', address)) as { data: { free: string } }
      return BigInt(data.free)
    },
    async isProxy(owner, hotKey) {
      return (await proxiesOf(indexed(client.api()), owner)).hotKeys.includes(hotKey)
    },
    async feesForTask(worker) {
      const api = client.api()
      const cid = textArg('b'.repeat(59))
      const calls = [
        asProxy(api, worker, 'bid', [0, textArg(worker.did), 0]),
        asProxy(api, worker, 'start', [0]),
        asProxy(api, worker, 'submitResult', [0, cid, NO_HASH, cid, MOST_FUEL]),
        asProxy(api, worker, 'fail', [0, textArg('x'.repeat(MAX_REASON_BYTES))]),
      ]
      const infos = await Promise.all(calls.map((each) => each.paymentInfo(worker.hotKey)))
      const [bid = 0n, start = 0n, deliver = 0n, giveUp = 0n] = infos.map(({ partialFee }) =>
        partialFee.toBigInt(),
      )
      return 2n * (bid + start + (deliver > giveUp ? deliver : giveUp))
    },
    now: () => client.status().time ?? Date.now(),
    bid: (worker, task, price, signal) => act(worker, 'bid', task, [textArg(worker.did), price], signal),
    retractBid: (worker, task, signal) => act(worker, 'retractBid', task, [textArg(worker.did)], signal),
    start: (worker, task, signal) => act(worker, 'start', task, [], signal),
    submitResult: (worker, task, { outputCid, outputHash, receiptCid, fuel }, signal) =>
      act(worker, 'submitResult', task, [textArg(outputCid), outputHash, textArg(receiptCid), fuel], signal),
    fail: (worker, task, reason, signal) => act(worker, 'fail', task, [textArg(clip(reason))], signal),
  }
}

/** As much of the text as the chain takes, cut between characters. */
function clip(text: string): string {
  let kept = text
  while (new TextEncoder().encode(kept).length > MAX_REASON_BYTES) kept = [...kept].slice(0, -1).join('')
  return kept
}
