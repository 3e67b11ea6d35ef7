import { z } from 'zod'
import { Address, Did, Empty, TaskId, Timestamp } from './common.ts'
import { procedure } from './route.ts'
import { Said } from './words/said.ts'

/** What is told: in the centre of notifications always, by the operating system as the user chose. */
export const notificationKinds = [
  'task-paid',
  'task-refunded',
  'task-decision',
  'dispute',
  'payment-received',
  'agent-won',
  'agent-failed',
  'agent-stopped',
  'hot-key-low',
  'chain-lost',
  'transaction',
  'update-ready',
] as const
export const NotificationKind = z.enum(notificationKinds)
export type NotificationKind = z.infer<typeof NotificationKind>

/** What it is about: where it leads. */
export const About = z.object({
  task: TaskId.optional(),
  agent: Did.optional(),
  account: Address.optional(),
  transaction: z.string().optional(),
})
export type About = z.infer<typeof About>

export const Notification = z.object({
  id: z.number().int().positive(),
  kind: NotificationKind,
  /** When Ainur noticed, ms. */
  at: Timestamp,
  read: z.boolean(),
  /** Whether something went wrong. */
  bad: z.boolean(),
  said: Said,
  /** The same in English. */
  text: z.string(),
  about: About,
})
export type Notification = z.infer<typeof Notification>

/** How many are kept. */
export const MOST_NOTIFICATIONS = 200

/** The view of the page that a notification leads to. */
export const placeOf = ({ task, agent, account, transaction }: About): string =>
  task !== undefined
    ? `/tasks/${task}`
    : agent !== undefined
      ? `/agents/${encodeURIComponent(agent)}`
      : account !== undefined
        ? `/wallet/${account}`
        : transaction === undefined
          ? '/network'
          : '/wallet'

export const notifications = {
  /** Of the connected network and of none, newest first. */
  list: procedure.input(Empty).output(z.array(Notification)),
  /** Somebody has seen these. */
  read: procedure
    .input(z.object({ ids: z.array(z.number().int().positive()).min(1).max(MOST_NOTIFICATIONS) }))
    .output(Empty),
  /** Forgets this one and those before it. */
  clear: procedure.input(z.object({ upTo: z.number().int().positive() })).output(Empty),
}
