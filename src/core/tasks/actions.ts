import type { ApiPromise } from '@polkadot/api'
import type { Trust } from '../../contract/actions.ts'
import { bondFor } from '../../contract/money.ts'
import { call, storage, textArg } from '../chain/calls.ts'
import { toPlain } from '../chain/events.ts'
import { agentName } from '../agents/name.ts'
import type { Content } from '../content/content.ts'
import { InvalidError } from '../errors.ts'
import type { BuiltCall, Builders } from '../tx/build.ts'
import type { Wallet } from '../wallet/wallet.ts'
import { publishInput } from '../work/input.ts'
import { requireAllowed, taskRules } from '../work/rules.ts'
import { say, type Sentence } from '../words.ts'

/** The runtime's names. */
const trusts: Record<Trust, string> = { optimistic: 'Optimistic', manual: 'Manual' }

type TaskActionType = 'task.post' | 'task.cancel' | 'task.accept' | 'task.dispute'

export interface TaskFigures {
  title: string
  submitter: string
  budget: string
  price: string | null
}

const free = (extrinsic: BuiltCall['extrinsic'], summary: Sentence): BuiltCall => ({
  extrinsic,
  summary,
  spends: 0n,
  parts: [],
})

interface ChainTask {
  agent: string | null
  /** Planck. */
  price: string
  /** The protocol fee, parts per million of the price. */
  fee: number
}

/** Who would be paid what for a result, planck; null where nobody was chosen. The fee is that of when the task was posted. */
async function paymentFor(api: ApiPromise, id: number) {
  const task = toPlain(await storage(api, 'tasks', 'tasks')(id)) as ChainTask | null
  if (!task?.agent) return null
  const price = BigInt(task.price)
  const fee = (price * BigInt(task.fee)) / 1_000_000n
  return { agent: agentName(task.agent), paid: `${price - fee}`, fee: `${fee}` }
}

/** Builders of everything that a submitter signs. `figures` gives what the index knows of a task. */
export function createTaskActions(deps: {
  figures: (task: number) => TaskFigures
  content: Content
  wallet: Pick<Wallet, 'signer'>
}): Builders<TaskActionType> {
  const about = (task: number) => ({ task, title: deps.figures(task).title })

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
        summary: say('tasks.post', { budget, title }),
        spends: BigInt(budget),
        parts: [{ said: say('tasks.hold-escrow'), amount: BigInt(budget) }],
        async beforeSigning() {
          await publishInput(deps.content, inputCid, deps.wallet.signer(from), signal)
          return () => {}
        },
      }
    },
    'task.cancel'(api, { task }) {
      const { budget } = deps.figures(task)
      return free(call(api, 'tasks', 'cancel', task), say('tasks.cancel', { ...about(task), budget }))
    },
    async 'task.accept'(api, { task }) {
      const payment = await paymentFor(api, task)
      const summary = payment
        ? say('tasks.accept-paying', { ...about(task), ...payment })
        : say('tasks.accept', about(task))
      return free(call(api, 'tasks', 'accept', task), summary)
    },
    'task.dispute'(api, { task, reason }) {
      const { price } = deps.figures(task)
      if (new TextEncoder().encode(reason).length > 512) {
        throw new InvalidError(say('tasks.reason-too-long'))
      }
      const bond = bondFor(taskRules(api), price ?? '0')
      return {
        extrinsic: call(api, 'tasks', 'dispute', task, textArg(reason)),
        summary: say('tasks.dispute', { ...about(task), bond: bond.toString() }),
        spends: bond,
        parts: [{ said: say('tasks.hold-dispute-bond'), amount: bond }],
      }
    },
  }
}
