import type { Translation } from '../../../contract/words/translation.ts'
import type { settings as english } from './messages.ts'

export const settings: Translation<typeof english> = {
  title: 'Einstellungen',
  appearance: 'Darstellung',
  theme: { label: 'Farben', system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  language: { label: 'Sprache', system: 'Wie das System' },
  keys: 'Schlüssel',
  unlock: {
    label: 'Ein entsperrter Schlüssel bleibt entsperrt für',
    hint: 'Danach wird wieder nach der Passphrase gefragt. 1 bis 1.440 Minuten.',
    unit: 'Minuten',
  },
  network: 'Netzwerk',
  development: 'Eingebettetes Netzwerk',
  speed: {
    label: 'Geschwindigkeit der Zeit',
    hint: 'Wievielmal schneller als die Uhr die Zeit der eingebetteten Chain läuft. Fristen verkürzen sich entsprechend; andere Netzwerke sind nicht betroffen.',
    value: '{{speed}}×',
  },
  executor: {
    label: 'Die Runtime läuft auf',
    hint: 'Die eingebettete Chain startet damit sofort neu.',
    v8: 'V8 (schnell)',
    stock: 'dem Referenz-Interpreter (langsam)',
  },
  firstRun: 'Erste Schritte',
  firstRunAgain: 'Die ersten Schritte öffnen',
  about: 'Über Ainur',
  version: 'Version',
  log: 'Protokoll des Kerns',
  logWhy:
    'Die neuesten Zeilen, ohne Geheimnisse. Kopieren Sie sie in eine Fehlermeldung, wenn etwas nicht funktioniert.',
  logShow: 'Anzeigen',
}
