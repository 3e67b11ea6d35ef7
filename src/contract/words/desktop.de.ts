import type { desktop as english } from './desktop.ts'
import type { Translation } from './translation.ts'

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
  changed: {
    message:
      'Ainur ist nicht so, wie es installiert wurde. Nichts davon wurde gestartet, und keine Schlüssel wurden geöffnet.',
    remedy:
      'Installieren Sie es dort neu, wo Sie es herhaben. Wenn nicht Sie es geändert haben, lassen Sie den Rechner prüfen.',
  },
}
