import type { Translation } from '../../../contract/words/translation.ts'
import type { contacts as english } from './messages.ts'

export const contacts: Translation<typeof english> = {
  title: 'Adressbuch',
  lead: 'Namen für die Konten anderer Leute. Nur dieser Rechner kennt sie.',
  add: 'Kontakt hinzufügen',
  empty:
    'Geben Sie den Konten, mit denen Sie zu tun haben, einen Namen: Er steht dann überall, wo ihre Adresse steht, und wird beim Senden gefunden.',
  emptyFilter: 'Kein Kontakt passt zu dieser Suche.',
  search: 'Kontakte durchsuchen',
  column: { name: 'Name', address: 'Adresse', actions: 'Aktionen' },
  name: 'Name',
  address: 'Adresse',
  addressHint: 'Vergleichen Sie sie Zeichen für Zeichen mit der, die Sie bekommen haben.',
  send: 'Senden',
  rename: 'Umbenennen',
  remove: 'Entfernen',
  removeTitle: '{{name}} entfernen?',
  removeText: 'Nur der Name wird gelöscht. Das Konto und was Sie dorthin gesendet haben, bleiben unberührt.',
  save: 'Speichern',
}
