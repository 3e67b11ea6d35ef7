import { agents } from './agents.ts'
import { ainur } from './ainur.ts'
import { chain } from './chain.ts'
import { contacts } from './contacts.ts'
import { content } from './content.ts'
import { faucet } from './faucet.ts'
import { desktop } from './desktop.ts'
import { embedded } from './embedded.ts'
import { endpoint } from './endpoint.ts'
import { fields } from './fields.ts'
import { notifications } from './notifications.ts'
import { options } from './options.ts'
import { places } from './places.ts'
import { reasons } from './reasons.ts'
import { run } from './run.ts'
import { storage } from './storage.ts'
import { system } from './system.ts'
import { tasks } from './tasks.ts'
import { tx } from './tx.ts'
import { wallet } from './wallet.ts'

/** What the core says, by room; each entry is a sentence, or what happened, what it means and what to do. */
export const english = {
  ainur,
  system,
  storage,
  chain,
  endpoint,
  embedded,
  wallet,
  contacts,
  faucet,
  tx,
  content,
  run,
  agents,
  tasks,
  notifications,
  options,
  places,
  reasons,
  fields,
  desktop,
} as const
