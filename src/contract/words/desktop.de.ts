import type { desktop as english } from './desktop.ts'
import type { Translation } from './translation.ts'

const THROWN_AWAY = 'Sie wurde verworfen. Wenn das wieder geschieht, sagen Sie es dem Herausgeber von Ainur.'
const LATER = 'Prüfen Sie die Verbindung, und versuchen Sie es später wieder.'

export const desktop: Translation<typeof english> = {
  file: 'Datei',
  quit: 'Beenden',
  edit: 'Bearbeiten',
  undo: 'Rückgängig',
  redo: 'Wiederholen',
  cut: 'Ausschneiden',
  copy: 'Kopieren',
  paste: 'Einfügen',
  'select-all': 'Alles auswählen',
  view: 'Ansicht',
  reload: 'Neu laden',
  'tools-for-developers': 'Entwicklerwerkzeuge',
  'actual-size': 'Originalgröße',
  'zoom-in': 'Vergrößern',
  'zoom-out': 'Verkleinern',
  'full-screen': 'Vollbild',
  window: 'Fenster',
  minimize: 'Minimieren',
  'close-window': 'Fenster schließen',
  help: 'Hilfe',
  'look-for-updates': 'Nach Updates suchen…',
  cancel: 'Abbrechen',
  open: 'Öffnen',
  'open-outside': '{{host}} in Ihrem Browser öffnen?',
  'cannot-start': 'Ainur kann nicht starten',
  'not-connected': 'Nicht verbunden seit {{at}}',
  'no-core': 'Der Kern startet oder ist nicht da',
  'no-agents': 'Hier läuft kein Agent',
  agents: '{{working}} von {{hosted}} Agenten arbeiten, {{earned, ainu}} verdient',
  notifications: '{{number}} Mitteilungen',
  'more-notifications': 'und {{number}} weitere',
  'open-ainur': 'Ainur öffnen',
  'ask-closing': 'Soll Ainur im Hintergrund weiterlaufen?',
  'closing-means':
    'Im Hintergrund arbeiten und verdienen Ihre Agenten weiter, und Ihre Aufgaben werden verfolgt. Ainur bleibt im Infobereich; starten Sie es wieder, um sein Fenster zu sehen. In den Einstellungen können Sie das ändern.',
  'go-on': 'Im Hintergrund weiterlaufen',
  'not-now': 'Nicht jetzt',
  close: 'Schließen',
  'no-notes': 'Der Herausgeber sagt nichts darüber, was sich geändert hat.',
  newest: 'Das ist die neueste Version.',
  newer: 'Ainur {{next}} ist da. Sie haben {{version}}.',
  'install-as-before': 'Installieren Sie es so, wie Sie dieses installiert haben.',
  fetch: 'Herunterladen',
  fetched: 'Ainur {{next}} ist bereit.',
  'installing-means':
    'Ainur wird beendet, ersetzt und wieder gestartet. Agenten arbeiten währenddessen nicht.',
  install: 'Installieren und neu starten',
  'not-updated': 'Es wurde kein Update installiert.',
  'changed-since':
    'Ainur ist nicht so, wie es installiert wurde: {{changes}}. Installieren Sie es dort neu, wo Sie es herhaben.',
  'update-not-signed': `Die neue Version ist nicht vom Herausgeber von Ainur signiert. ${THROWN_AWAY}`,
  'update-differs': `Was heruntergeladen wurde, ist nicht, was der Update-Feed sagt. ${THROWN_AWAY}`,
  'update-in-parts': `Die neue Version würde Teile von sich anderswoher laden. ${THROWN_AWAY}`,
  'feed-without-list': `Der Update-Feed hat keine Liste von Versionen. ${LATER}`,
  'feed-unreadable': `Der Update-Feed hat eine Liste von Versionen, die sich nicht lesen lässt. ${LATER}`,
  'feed-without-sum': `Der Update-Feed sagt nicht, wie die neue Version zu prüfen ist; deshalb wurde sie nicht heruntergeladen. ${LATER}`,
  'feed-without-file': `Der Update-Feed nennt keine Datei der neuen Version. ${LATER}`,
  'feed-failed': `Der Update-Feed war nicht zu lesen, oder die neue Version nicht herunterzuladen. ${LATER}`,
  changed: {
    message:
      'Ainur ist nicht so, wie es installiert wurde. Nichts davon wurde gestartet, und keine Schlüssel wurden geöffnet.',
    remedy:
      'Installieren Sie es dort neu, wo Sie es herhaben. Wenn nicht Sie es geändert haben, lassen Sie den Rechner prüfen.',
  },
}
