import { z } from 'zod'
import { Empty } from './common.ts'
import { Endpoint, NetworkChoice } from './chain.ts'
import { NotificationKind } from './notifications.ts'
import { procedure } from './route.ts'

export const Settings = z.object({
  network: NetworkChoice,
  /** Endpoints used before, newest first. */
  endpoints: z.array(Endpoint).max(20),
  /** How many times faster than the wall clock the embedded chain's time runs. */
  devSpeed: z.number().min(1).max(1000),
  executor: z.enum(['v8', 'stock']),
  /** Minutes an unlocked key stays unlocked. */
  unlockMinutes: z.number().int().min(1).max(1440),
  theme: z.enum(['system', 'light', 'dark']),
  /** Of the page; the log is English. */
  language: z.enum(['system', 'en', 'de']),
  /** What the desktop does when its window is closed; `ask`: its user has not decided. */
  whenClosed: z.enum(['ask', 'background', 'quit']),
  /** The desktop starts, hidden, when its user logs in. */
  startAtLogin: z.boolean(),
  /** The computer does not go to sleep while an agent has work in hand. */
  keepAwake: z.boolean(),
  /** What the operating system tells, too, while nobody looks at Ainur. */
  notifyOf: z.array(NotificationKind).max(NotificationKind.options.length),
  /** Also by the browsers that show the page. */
  notifyInBrowser: z.boolean(),
  firstRun: z.object({ dismissed: z.boolean() }),
})
export type Settings = z.infer<typeof Settings>

export const settings = {
  get: procedure.input(Empty).output(Settings),
  set: procedure.input(Settings.partial()).output(Settings),
}
