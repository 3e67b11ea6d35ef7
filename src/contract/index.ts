import { agents } from './agents.ts'
import { chain } from './chain.ts'
import { contacts } from './contacts.ts'
import { content } from './content.ts'
import { faucet } from './faucet.ts'
import { notifications } from './notifications.ts'
import { settings } from './settings.ts'
import { settlement } from './settlement.ts'
import { system } from './system.ts'
import { tasks } from './tasks.ts'
import { tx } from './tx.ts'
import { wallet } from './wallet.ts'

/** The table of contents: every procedure that a page, a shell or a client can call. */
export const contract = {
  system,
  chain,
  settings,
  wallet,
  contacts,
  faucet,
  tx,
  agents,
  tasks,
  content,
  settlement,
  notifications,
}
export type Contract = typeof contract
