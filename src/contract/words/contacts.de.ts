import type { contacts as english } from './contacts.ts'
import type { Translation } from './translation.ts'

export const contacts: Translation<typeof english> = {
  'is-own': { message: 'Das ist ein eigenes Konto.', remedy: 'Benennen Sie es in der Wallet um.' },
  'is-taken': {
    message: 'Ein anderes Konto heißt schon „{{name}}“.',
    remedy: 'Wählen Sie einen anderen Namen: Zwei Konten mit einem Namen würden verwechselt.',
  },
  'is-full': {
    message: 'Das Adressbuch hat {{most}} Einträge, mehr nimmt es nicht auf.',
    remedy: 'Entfernen Sie einen, den Sie nicht mehr brauchen.',
  },
}
