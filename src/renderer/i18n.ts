import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { agents } from './features/agents/messages.ts'
import { contacts } from './features/contacts/messages.ts'
import { faucet } from './features/faucet/messages.ts'
import { firstRun } from './features/first-run/messages.ts'
import { home } from './features/home/messages.ts'
import { network } from './features/network/messages.ts'
import { settings } from './features/settings/messages.ts'
import { settlement } from './features/settlement/messages.ts'
import { tasks } from './features/tasks/messages.ts'
import { wallet } from './features/wallet/messages.ts'
import { shell } from './shell/messages.ts'
import { ui } from './ui/messages.ts'

/** Every text of the page, by feature. A feature registers its catalogue here, in one line. */
const english = {
  ui,
  shell,
  tasks,
  agents,
  settlement,
  home,
  firstRun,
  wallet,
  contacts,
  faucet,
  network,
  settings,
}

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: typeof english
  }
}

/** Loads the catalogues; call once before the first render. */
export const startI18n = () =>
  i18next.use(initReactI18next).init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: english },
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  })
