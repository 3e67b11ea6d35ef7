import type { fields as english } from './fields.ts'
import type { Translation } from './translation.ts'

export const fields: Translation<typeof english> = {
  title: 'ein Titel wird gebraucht',
  'title-long': 'ein Titel hat höchstens 200 Zeichen',
  'title-invisible': 'ein Titel hat keine unsichtbaren Zeichen und keine Zeilenumbrüche',
  'text-invisible': 'ein Text sagt etwas und hat keine unsichtbaren Zeichen',
  reason: 'ein Grund wird gebraucht',
  amount: 'ein Betrag in Planck ist eine ganze Zahl ohne Vorzeichen, z. B. „1000000000000“',
  address: 'das ist keine Kontoadresse (SS58, 46 bis 50 Buchstaben und Ziffern)',
  did: 'eine DID ist „did:ainur:“ und ein Name aus Kleinbuchstaben, Ziffern und Bindestrichen (1 bis 51)',
  capability: 'eine Fähigkeit besteht aus 1 bis 32 Kleinbuchstaben, Ziffern und Bindestrichen',
  cid: 'das ist keine CID (Version 1, Base32)',
  name: 'ein Name wird gebraucht',
  'name-long': 'ein Name hat höchstens 64 Zeichen',
  'content-size': 'höchstens 8 MiB',
  'media-type': 'ein Medientyp ist etwa „text/plain“ oder „text/plain;charset=utf-16“',
  'media-range': 'was ein Agent annimmt, ist ein Medientyp oder ein Bereich wie „text/*“ oder „*/*“',
  base64: 'kein Base64',
  passphrase: 'eine Passphrase hat mindestens 8 Zeichen',
  'endpoint-scheme': 'Ein Endpunkt beginnt mit ws:// oder wss://.',
  'endpoint-secret':
    'Ein Endpunkt ist wss://host:port und nicht mehr: Was folgt, kann ein Geheimnis sein, und das bewahrt Ainur nicht auf.',
  'endpoint-encrypted':
    'Außerhalb dieses Rechners beginnt ein Endpunkt mit wss://. Ein Tunnel (ssh -L) macht einen anderen Rechner lokal.',
}
