import type { places as english } from './places.ts'
import type { Translation } from './translation.ts'

export const places: Translation<typeof english> = {
  free: 'Jederzeit verfügbar.',
  unread: 'Ainur liest noch die Chain, um herauszufinden, wofür es ist.',
  reserved: 'Hinterlegungen für Proxies und Multisigs. Sie kommen zurück, wenn diese entfernt werden.',
  stake: 'Lässt sich nach der Wartezeit abholen, wenn Sie ihn entnehmen oder den Agenten abmelden.',
  unbonded: 'Lässt sich jetzt abholen.',
  unbonding: 'Lässt sich abholen, wenn die Wartezeit vorbei ist.',
  'escrow-open':
    'Kommt zurück, wenn Sie die Aufgabe zurückziehen oder niemand bietet; sonst bezahlt es den Agenten.',
  'escrow-matched':
    'Kommt zurück, wenn der Agent nicht rechtzeitig beginnt oder liefert; sonst bezahlt es den Agenten.',
  'escrow-running': 'Kommt zurück, wenn der Agent nicht rechtzeitig liefert; sonst bezahlt es den Agenten.',
  'escrow-verifying':
    'Geht an den Agenten, wenn Sie das Ergebnis annehmen oder nichts sagen; kommt zurück, wenn Sie einen Streit gewinnen.',
  'escrow-disputed': 'Kommt zurück, wenn der Streit für Sie ausgeht; sonst bezahlt es den Agenten.',
  'escrow-other': 'Kommt zurück, wenn die Aufgabe ohne Zahlung endet.',
  'bond-won':
    'Kommt zurück, wenn die Arbeit bezahlt wird; verloren, wenn der Agent nicht liefert oder einen Streit verliert.',
  'bond-open': 'Kommt sofort zurück, wenn ein anderes Gebot ausgewählt wird.',
  'dispute-bond': 'Kommt zurück, wenn der Streit für Sie oder nicht rechtzeitig entschieden wird.',
}
