import type { notifications as english } from './notifications.ts'
import type { Translation } from './translation.ts'

export const notifications: Translation<typeof english> = {
  'task-paid': '„{{title}}“ ist erledigt und bezahlt.',
  'task-refunded': '„{{title}}“ ist beendet; das Geld kam aus der Treuhand zurück.',
  'nobody-bid': 'Niemand hat für „{{title}}“ geboten; das Geld kam aus der Treuhand zurück.',
  'not-delivered': 'Für „{{title}}“ wurde nichts geliefert; das Geld kam aus der Treuhand zurück.',
  result: 'Für „{{title}}“ ist ein Ergebnis da. Sehen Sie es an: Sagen Sie nichts, wird der Agent bezahlt.',
  disputed: 'Der Auftraggeber bestreitet, was {{agent}} für „{{title}}“ geliefert hat.',
  'decided-for-agent': 'Der Streit um „{{title}}“ wurde zugunsten des Agenten entschieden.',
  'decided-for-submitter': 'Der Streit um „{{title}}“ wurde zugunsten des Auftraggebers entschieden.',
  'agent-paid': '{{agent}} bekam {{amount, ainu}} für „{{title}}“.',
  'agent-won': '{{agent}} wurde für „{{title}}“ ausgewählt: {{price, ainu}}.',
  'agent-failed': '{{agent}} wurde für „{{title}}“ nicht bezahlt.',
  'agent-stopped': '{{agent}} arbeitet nicht mehr. {{why}}',
  'hot-key-low': '{{agent}}: {{why}}',
  'chain-lost':
    'Das Netz {{network}} ist nicht zu erreichen. Bis es wieder da ist, kann nichts gesendet werden, und kein Agent arbeitet.',
  'transaction-final': 'Endgültig: {{summary}}',
  'transaction-refused': 'Von der Chain abgelehnt: {{summary}}',
  'transaction-not-done': 'Nicht geschehen: {{summary}}',
}
