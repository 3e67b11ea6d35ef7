import type { ApiPromise } from '@polkadot/api'
import { constant } from '../chain/calls.ts'
import { InvalidError } from '../errors.ts'
import { say } from '../words.ts'

/** What the runtime fixes for tasks, from its metadata. Amounts in planck, times in ms. */
export interface TaskRules {
  minBudget: bigint
  maxBudget: bigint
  /** The least that an agent may ask for a task. */
  minPrice: bigint
  minBond: bigint
  /** Parts per million of what a bond stands behind. */
  bondPpm: bigint
  minTimeoutMs: number
  maxTimeoutMs: number
  /** Of the delay, the bidding time and the dispute window. */
  maxWindowMs: number
  /** Most bids that a task takes. */
  maxBids: number
}

export function taskRules(api: Pick<ApiPromise, 'consts'>): TaskRules {
  const rule = (name: string) => constant(api, 'tasks', name)
  return {
    minBudget: rule('minBudget'),
    maxBudget: rule('maxBudget'),
    minPrice: rule('minPrice'),
    minBond: rule('minBond'),
    bondPpm: rule('bondRate'),
    minTimeoutMs: Number(rule('minTimeoutMs')),
    maxTimeoutMs: Number(rule('maxTimeoutMs')),
    maxWindowMs: Number(rule('maxWindowMs')),
    maxBids: Number(rule('maxBids')),
  }
}

/** @throws {InvalidError} for a price that the chain would refuse */
export function requirePrice({ minPrice }: TaskRules, price: string): void {
  if (BigInt(price) < minPrice)
    throw new InvalidError(say('agents.price-too-small', { least: minPrice.toString() }))
}

/** @throws {InvalidError} for a budget or times that the chain would refuse */
export function requireAllowed(
  rules: TaskRules,
  task: { budget: string; timeoutMs: number; opensInMs: number; biddingMs: number; disputeWindowMs: number },
): void {
  const { minBudget, maxBudget, minTimeoutMs, maxTimeoutMs, maxWindowMs } = rules
  if (BigInt(task.budget) < minBudget || BigInt(task.budget) > maxBudget)
    throw new InvalidError(
      say('tasks.budget-range', { least: minBudget.toString(), most: maxBudget.toString() }),
    )
  if (task.timeoutMs < minTimeoutMs || task.timeoutMs > maxTimeoutMs)
    throw new InvalidError(say('tasks.timeout-range', { least: minTimeoutMs, most: maxTimeoutMs }))
  if (task.opensInMs > maxWindowMs) throw new InvalidError(say('tasks.delay-range', { most: maxWindowMs }))
  if (task.biddingMs > maxWindowMs) throw new InvalidError(say('tasks.bidding-range', { most: maxWindowMs }))
  if (task.disputeWindowMs > maxWindowMs)
    throw new InvalidError(say('tasks.window-range', { most: maxWindowMs }))
}
