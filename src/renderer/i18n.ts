import 'dayjs/locale/de.js'
import dayjs from 'dayjs'
import { de, en } from 'zod/locales'
import { z } from 'zod'
import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { agents as agentsDe } from './features/agents/messages.de.ts'
import { agents } from './features/agents/messages.ts'
import { contacts as contactsDe } from './features/contacts/messages.de.ts'
import { contacts } from './features/contacts/messages.ts'
import { faucet as faucetDe } from './features/faucet/messages.de.ts'
import { faucet } from './features/faucet/messages.ts'
import { firstRun as firstRunDe } from './features/first-run/messages.de.ts'
import { firstRun } from './features/first-run/messages.ts'
import { home as homeDe } from './features/home/messages.de.ts'
import { home } from './features/home/messages.ts'
import { network as networkDe } from './features/network/messages.de.ts'
import { network } from './features/network/messages.ts'
import { settings as settingsDe } from './features/settings/messages.de.ts'
import { settings } from './features/settings/messages.ts'
import { settlement as settlementDe } from './features/settlement/messages.de.ts'
import { settlement } from './features/settlement/messages.ts'
import { tasks as tasksDe } from './features/tasks/messages.de.ts'
import { tasks } from './features/tasks/messages.ts'
import { wallet as walletDe } from './features/wallet/messages.de.ts'
import { wallet } from './features/wallet/messages.ts'
import { preferredLanguage, type Language } from './language.ts'
import { shell as shellDe } from './shell/messages.de.ts'
import { shell } from './shell/messages.ts'
import { ui as uiDe } from './ui/messages.de.ts'
import { ui } from './ui/messages.ts'

/** Every text of the page, by feature. A feature registers its catalogues here, in a line for each language. */
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
const german = {
  ui: uiDe,
  shell: shellDe,
  tasks: tasksDe,
  agents: agentsDe,
  settlement: settlementDe,
  home: homeDe,
  firstRun: firstRunDe,
  wallet: walletDe,
  contacts: contactsDe,
  faucet: faucetDe,
  network: networkDe,
  settings: settingsDe,
} satisfies Record<keyof typeof english, object>

/** The catalogues of every language that the page speaks. */
export const catalogues = { en: english, de: german } satisfies Record<Language, object>

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'ui'
    resources: typeof english
  }
}

/** Words of checks that the contract's schemas have no own words for. */
const LOCALES = { en, de } satisfies Record<Language, object>

/** Loads the catalogues; call once before the first render. Dates and the document follow the language. */
export const startI18n = () => {
  i18next.on('languageChanged', (language) => {
    dayjs.locale(language)
    z.config(LOCALES[language as Language]())
    document.documentElement.lang = language
  })
  return i18next.use(initReactI18next).init({
    lng: preferredLanguage(),
    fallbackLng: 'en',
    resources: catalogues,
    defaultNS: 'ui',
    interpolation: { escapeValue: false },
  })
}
