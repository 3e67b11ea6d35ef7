import type { EventRecord, DispatchError } from '@polkadot/types/interfaces'
import type { Result, Null } from '@polkadot/types'
import type { Transaction } from '../../contract/actions.ts'
import type { Reason } from '../../contract/common.ts'
import type { BlockReader } from '../chain/blocks.ts'
import { dispatchReason } from '../chain/dispatch-errors.ts'
import { toChainEvent, type ChainEvent } from '../chain/events.ts'

/** What an extrinsic did in its block. */
export interface Outcome {
  readonly error: Reason | null
  /** What was paid, tip included, planck; null for what costs nothing. */
  readonly fee: string | null
  readonly created: Transaction['created']
  /** Events of this extrinsic alone. */
  readonly events: ChainEvent[]
}

export interface BlockPosition {
  readonly block: number
  readonly hash: string
  /** Position of the extrinsic in the block. */
  readonly index: number
}

/** Reads the outcome of one extrinsic from the events of its block. */
export async function readOutcome(
  reader: BlockReader,
  { block, hash, index }: BlockPosition,
): Promise<Outcome> {
  const { time, records } = await reader.records(hash)
  let error: Reason | null = null
  const events: ChainEvent[] = []
  records.forEach((record, position) => {
    if (!record.phase.isApplyExtrinsic || record.phase.asApplyExtrinsic.toNumber() !== index) return
    error ??= errorIn(record)
    events.push(toChainEvent(record, position, { block, hash, time }))
  })
  return { error, fee: feeIn(events), created: createdBy(events), events }
}

/** A failed extrinsic, or a call that failed behind a proxy or sudo, whose extrinsic succeeds all the same. */
function errorIn({ event }: EventRecord): Reason | null {
  const name = `${event.section}.${event.method}`
  if (name === 'system.ExtrinsicFailed') return dispatchReason(event.data[0] as DispatchError, event.registry)
  if (name !== 'proxy.ProxyExecuted' && name !== 'sudo.Sudid') return null
  const result = event.data[0] as Result<Null, DispatchError>
  return result.isErr ? dispatchReason(result.asErr, event.registry) : null
}

function feeIn(events: readonly ChainEvent[]): string | null {
  const paid = events.find(
    ({ pallet, name }) => pallet === 'transactionPayment' && name === 'TransactionFeePaid',
  )
  return paid ? String(paid.data['actualFee']) : null
}

function createdBy(events: readonly ChainEvent[]): Transaction['created'] {
  const task = events.find(({ pallet, name }) => pallet === 'tasks' && name === 'TaskCreated')
  if (task) return { task: Number(task.data['task']) }
  const agent = events.find(({ pallet, name }) => pallet === 'agents' && name === 'AgentRegistered')
  return agent ? { agent: String(agent.data['did']) } : null
}
