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
  notifications: {
    title: 'Mitteilungen',
    hint: 'Was das System meldet, während Sie Ainur nicht vor sich haben. In der Liste der Mitteilungen steht alles.',
    browser: 'In diesem Browser melden',
    browserHint: 'Solange eine Seite von Ainur in einem Tab offen ist, auf den Sie nicht schauen.',
    denied:
      'Dieser Browser erlaubt es Ainur nicht. Erlauben Sie Benachrichtigungen für diese Adresse in seinen Einstellungen.',
    kinds: {
      'task-paid': 'Ein Auftrag von mir ist erledigt und bezahlt',
      'task-refunded': 'Ein Auftrag von mir endete ohne Arbeit; das Geld kam zurück',
      'task-decision': 'Ein Ergebnis wartet auf meine Entscheidung',
      dispute: 'Ein Streit beginnt oder ist entschieden',
      'payment-received': 'Eine Zahlung ist eingegangen',
      'agent-won': 'Mein Agent wurde für einen Auftrag ausgewählt',
      'agent-failed': 'Mein Agent wurde nicht bezahlt',
      'agent-stopped': 'Mein Agent arbeitet nicht mehr',
      'hot-key-low': 'Der Schlüssel eines Agenten hat kaum noch Geld für Gebühren',
      'chain-lost': 'Das Netz ist nicht mehr da',
      transaction: 'Eine Transaktion ist beendet',
      'update-ready': 'Eine neue Version von Ainur ist da',
    },
  },
  background: 'Im Hintergrund',
  whenClosed: {
    label: 'Wenn das Fenster geschlossen wird',
    ask: 'Mich fragen',
    background: 'Ainur läuft im Hintergrund weiter',
    quit: 'Ainur wird beendet',
  },
  startAtLogin: {
    label: 'Beim Anmelden starten',
    hint: 'Im Hintergrund: Agenten arbeiten und Aufgaben werden verfolgt, das Fenster bleibt geschlossen.',
  },
  keepAwake: {
    label: 'Den Rechner wach halten, während ein Agent arbeitet',
    hint: 'Ein Agent, dessen Rechner schläft, liefert vielleicht zu spät und verliert seine Kaution. Der Bildschirm darf dunkel werden.',
  },
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
