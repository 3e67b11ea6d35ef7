import type { endpoint as english } from './endpoint.ts'
import type { Translation } from './translation.ts'

export const endpoint: Translation<typeof english> = {
  lost: 'Die Verbindung zu {{url}} ging verloren.',
  closed: 'Die Verbindung wurde geschlossen.',
  silent: 'Unter {{url}} antwortet nichts.',
  'no-answer': '{{url}} hat nicht innerhalb von {{limit, s}} geantwortet.',
  'no-answer-to': '{{url}} hat auf {{method}} nicht innerhalb von {{limit, s}} geantwortet.',
  'no-pulse': 'Das Netzwerk antwortet nicht mehr.',
  broken: '{{url}} hat die Verbindung abgebrochen: {{why}}',
  'not-json-rpc': '{{url}} ist nicht der RPC-Endpunkt einer Chain: Es kam etwas, das kein JSON-RPC ist.',
  'not-understood': '{{url}} hat etwas gesendet, das nicht zu verstehen ist: {{why}}',
  'no-result': '{{url}} hat ohne Ergebnis geantwortet.',
  'not-ainur': 'Es ist keine Ainur-Chain: Ihr fehlt die Pallet {{pallets}}.',
  'unknown-runtime':
    'Auf {{url}} läuft Version {{version}} der Runtime „{{name}}“. Dieses Ainur kennt sie nicht, und der Endpunkt beschreibt sie nicht in einer Form, die sich prüfen lässt (Metadaten 15). Aktualisieren Sie Ainur, oder wählen Sie einen anderen Endpunkt.',
  'lying-runtime':
    '{{url}} beschreibt Version {{version}} der Runtime „{{name}}“ anders, als sie ist. Der Endpunkt lügt vielleicht über das, was Sie signieren würden; deshalb wird dort nichts signiert. Wählen Sie einen anderen Endpunkt, oder aktualisieren Sie Ainur.',
  'changed-description': '{{file}} ist nicht die Datei, die mit Ainur kam. Installieren Sie Ainur neu.',
  'no-description': 'Mit Ainur kam keine Beschreibung einer Runtime. Installieren Sie Ainur neu.',
}
