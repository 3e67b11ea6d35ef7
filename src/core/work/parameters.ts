import type { ApiPromise } from '@polkadot/api'
import type { ChainParameters } from '../../contract/chain.ts'
import { constant } from '../chain/calls.ts'
import { FaultError } from '../errors.ts'
import { taskRules } from './rules.ts'
import { say } from '../words.ts'

/** Unless governance changed it. */
const UNBONDING_MS = 7 * 86_400_000

interface TaskParameters {
  minBiddingMs: number
  minDisputeMs: number
  startMs: number
  resolutionMs: number
  protocolFee: number
}

/** The rules of the connected network that tasks and agents must keep to. */
export async function readParameters(api: ApiPromise): Promise<ChainParameters> {
  const ask = api.call['tasksApi']?.['parameters']
  const read = api.query['parameters']?.['parameters']
  if (!ask || !read) throw new FaultError(say('chain.no-parameters'))
  const [tasks, unbonding] = await Promise.all([ask(), read({ Agents: 'UnbondingMs' })])
  const { minBiddingMs, minDisputeMs, startMs, resolutionMs, protocolFee } =
    tasks.toJSON() as unknown as TaskParameters
  const rules = taskRules(api)
  const stored = unbonding.toJSON() as { agents?: { unbondingMs?: number } } | null
  return {
    minBiddingMs,
    minDisputeMs,
    startMs,
    resolutionMs,
    protocolFeePpm: protocolFee,
    minStake: constant(api, 'agents', 'minStake').toString(),
    minBudget: rules.minBudget.toString(),
    maxBudget: rules.maxBudget.toString(),
    minPrice: rules.minPrice.toString(),
    minBond: rules.minBond.toString(),
    bondPpm: Number(rules.bondPpm),
    minTimeoutMs: rules.minTimeoutMs,
    maxTimeoutMs: rules.maxTimeoutMs,
    maxWindowMs: rules.maxWindowMs,
    existentialDeposit: constant(api, 'balances', 'existentialDeposit').toString(),
    unbondingMs: stored?.agents?.unbondingMs ?? UNBONDING_MS,
  }
}
