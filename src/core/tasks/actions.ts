import type { ApiPromise } from '@polkadot/api'
import type { Trust } from '../../contract/actions.ts'
import { formatAinu } from '../amounts.ts'
import { call, textArg } from '../chain/calls.ts'
import type { Content } from '../content/content.ts'
import { InvalidError } from '../errors.ts'
import type { BuiltCall, Builders } from '../tx/build.ts'
import type { Wallet } from '../wallet/wallet.ts'
import { publishInput } from '../work/input.ts'
import { bondFor, requireAllowed, taskRules } from '../work/rules.ts'

/** The runtime's names. */
const trusts: Record<Trust, string> = { optimistic: 'Optimistic', manual: 'Manual' }

type TaskActionType = 'task.post' | 'task.cancel' | 'task.accept' | 'task.dispute'

export interface TaskFigures {
  title: string
  submitter: string
  price: string | null
}

const free = (extrinsic: BuiltCall['extrinsic'], summary: string): BuiltCall => ({
  extrinsic,
  summary,
  spends: 0n,
  holds: [],
})

/** Builders of everything that a submitter signs. `figures` gives what the index knows of a task. */
export function createTaskActions(deps: {
  figures: (task: number) => TaskFigures
  content: Content
  wallet: Pick<Wallet, 'signer'>
}): Builders<TaskActionType> {
  const about = (task: number) => `"${deps.figures(task).title}" (task ${task})`
  const simple =
    (method: string, words: string) =>
    (api: ApiPromise, { task }: { task: number }) =>
      free(call(api, 'tasks', method, task), `${words} ${about(task)}`)

  return {
    'task.post'(api, action, { from, signal }) {
      const { title, capability, target, inputCid, budget, trust, ...times } = action
      requireAllowed(taskRules(api), action)
      const extrinsic = call(api, 'tasks', 'post', {
        title: textArg(title),
        capability: textArg(capability),
        target: target === null ? null : textArg(target),
        inputCid: textArg(inputCid),
        budget,
        trust: trusts[trust],
        minReputation: times.minReputation,
        opensInMs: times.opensInMs,
        biddingMs: times.biddingMs,
        timeoutMs: times.timeoutMs,
        disputeWindowMs: times.disputeWindowMs,
      })
      return {
        extrinsic,
        summary: `Put ${formatAinu(budget)} in escrow for the task "${title}"`,
        spends: BigInt(budget),
        holds: [{ label: 'Escrow of the task', amount: BigInt(budget) }],
        async beforeSigning() {
          await publishInput(deps.content, inputCid, deps.wallet.signer(from), signal)
          return () => {}
        },
      }
    },
    'task.cancel': simple('cancel', 'Cancel'),
    'task.accept': simple('accept', 'Accept the result of'),
    'task.dispute'(api, { task, reason }) {
      const { price } = deps.figures(task)
      if (new TextEncoder().encode(reason).length > 512) {
        throw new InvalidError({
          message: 'The reason of the dispute is too long: at most 512 bytes.',
          remedy: 'Shorten it.',
        })
      }
      const bond = bondFor(taskRules(api), price ?? '0')
      return {
        extrinsic: call(api, 'tasks', 'dispute', task, textArg(reason)),
        summary: `Dispute the result of ${about(task)}; ${formatAinu(bond.toString())} is held until it is settled`,
        spends: bond,
        holds: [{ label: 'Bond behind the dispute', amount: bond }],
      }
    },
  }
}
