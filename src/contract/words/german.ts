import { agents } from './agents.de.ts'
import { ainur } from './ainur.de.ts'
import { chain } from './chain.de.ts'
import { contacts } from './contacts.de.ts'
import { content } from './content.de.ts'
import type { english } from './english.ts'
import { faucet } from './faucet.de.ts'
import { desktop } from './desktop.de.ts'
import { embedded } from './embedded.de.ts'
import { endpoint } from './endpoint.de.ts'
import { fields } from './fields.de.ts'
import { notifications } from './notifications.de.ts'
import { options } from './options.de.ts'
import { places } from './places.de.ts'
import { reasons } from './reasons.de.ts'
import { run } from './run.de.ts'
import { storage } from './storage.de.ts'
import { system } from './system.de.ts'
import { tasks } from './tasks.de.ts'
import type { Translation } from './translation.ts'
import { tx } from './tx.de.ts'
import { wallet } from './wallet.de.ts'

export const german: Translation<typeof english> = {
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
}
