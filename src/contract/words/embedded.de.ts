import type { embedded as english } from './embedded.ts'
import type { Translation } from './translation.ts'

const IN_ITS_PLACE =
  'An ihrer Stelle wurde nichts begonnen. Legen Sie {{file}} zurück nach {{folder}}, oder beginnen Sie eine neue Chain: Die Konten bleiben, Coins und Aufgaben der alten Chain sind weg.'
const FROM_A_BACKUP =
  'Nichts wurde geändert, und kein Block wird darauf gebaut. Stellen Sie den Ordner „chain“ aus einer Sicherung wieder her, oder beginnen Sie eine neue Chain: Die Konten bleiben, Coins und Aufgaben der alten sind weg.'

export const embedded: Translation<typeof english> = {
  locked:
    'Die Chain in {{folder}} ist schon in einem anderen Ainur geöffnet. Schließen Sie es, oder wählen Sie einen anderen Datenordner.',
  'port-taken':
    'Port {{port}} wird von einem anderen Programm benutzt oder ist für diesen Benutzer gesperrt. Wählen Sie mit --chain-port einen anderen für die Chain, oder lassen Sie das weg.',
  'other-format':
    'Die Chain in {{file}} wurde von einer anderen Version von Ainur geschrieben (Format {{format}}). Nichts wurde geändert. Starten Sie jene Version, bringen Sie diese auf den neuesten Stand oder wählen Sie einen anderen Datenordner.',
  'not-opened': 'Die Datenbank der Chain in {{folder}} lässt sich nicht öffnen: {{why}}',
  missing: `Die Datei der eingebetteten Chain fehlt, obwohl dieses Ainur schon auf einer gearbeitet hat. ${IN_ITS_PLACE}`,
  empty: `Die Datei der eingebetteten Chain ist leer, obwohl dieses Ainur schon auf einer gearbeitet hat. ${IN_ITS_PLACE}`,
  'no-blocks': `Die Datei der eingebetteten Chain hat keine Blöcke, obwohl dieses Ainur schon auf einer gearbeitet hat. ${IN_ITS_PLACE}`,
  'no-sound-state': `Die eingebettete Chain ist auf diesem Laufwerk beschädigt, und kein ganzer Zustand von ihr ist übrig. ${FROM_A_BACKUP}`,
  'no-sound-state-at': `Die eingebettete Chain ist auf diesem Laufwerk beschädigt, und bei oder vor Block {{height}} ist kein ganzer Zustand von ihr übrig. ${FROM_A_BACKUP}`,
  'no-preset': 'Die Runtime hat keine Genesis-Vorlage {{name}}.',
  'no-own-preset':
    'Die Runtime bietet keine Genesis-Vorlage für die eingebettete Chain (sie hat: {{names}}).',
  'not-a-runtime': 'Die Runtime-Datei ist keine Runtime: {{why}}',
  'no-version': 'Die Runtime-Datei ist keine Runtime: Sie nennt keine Version.',
  'genesis-refused': 'Die Runtime lehnt ihre Genesis ab: {{why}}',
  'call-cut':
    'Der Runtime-Aufruf {{method}} lief länger als {{limit, s}} und wurde abgebrochen. Die Chain startet ab Block {{height}} neu; wartende Transaktionen müssen noch einmal gesendet werden.',
  stopped: 'Die eingebettete Chain hat angehalten: {{why}}',
  ended: 'Die eingebettete Chain endete mit Code {{exit}}.',
  full: 'Das Laufwerk ist voll: Die eingebettete Chain kann keine Blöcke speichern. Transaktionen warten, nichts wurde bezahlt. Schaffen Sie Platz; die Chain macht von selbst weiter.',
  'no-block':
    'Die eingebettete Chain konnte keinen Block bauen und versucht es wieder; Transaktionen warten: {{why}}',
}
