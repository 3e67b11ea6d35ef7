import type { run as english } from './run.ts'
import type { Translation } from './translation.ts'

export const run: Translation<typeof english> = {
  ok: 'erledigt',
  fuel: 'Fuel aufgebraucht',
  memory: 'Speicher aufgebraucht',
  stack: 'zu tief verschachtelte Aufrufe',
  unreachable: 'abgestürzt (ein Fehler, den er nicht behandelt)',
  trap: 'abgestürzt',
  exit: 'ohne Antwort beendet',
  'output-limit': 'die Antwort ist zu groß',
  'input-limit': 'die Eingabe ist zu groß',
  timeout: 'hat zu lange gedauert',
  'process-memory': 'braucht zu viel Speicher des Rechners',
  killed: 'wurde unterbrochen',
  host: 'der Rechner konnte ihn nicht ausführen',
  'invalid-input': 'kann diese Eingabe nicht lesen',
  unsupported: 'kann das nicht',
  internal: 'ein eigener Fehler',
  with: '{{end}} ({{detail}})',
  'cannot-begin': 'der Lauf konnte nicht beginnen',
  'cannot-deliver': 'das Ergebnis konnte nicht übergeben werden',
}
