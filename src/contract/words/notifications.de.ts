import type { notifications as english } from './notifications.ts'
import type { Translation } from './translation.ts'

export const notifications: Translation<typeof english> = {
  'task-paid': '„{{title}}“ ist erledigt und bezahlt.',
  'task-refunded': '„{{title}}“ ist beendet; das Geld kam aus der Treuhand zurück.',
  'nobody-bid': 'Niemand hat für „{{title}}“ geboten; das Geld kam aus der Treuhand zurück.',
  'not-delivered': 'Für „{{title}}“ wurde nichts geliefert; das Geld kam aus der Treuhand zurück.',
  result: 'Für „{{title}}“ ist ein Ergebnis da. Sehen Sie es an: Sagen Sie nichts, wird der Agent bezahlt.',
  disputed: 'Der Auftraggeber bestreitet, was {{agent}} für „{{title}}“ geliefert hat.',
  'dispute-lost':
    'Ihr Streit um „{{title}}“ wurde für den Agenten entschieden: Er wurde bezahlt, und Ihre Kaution von {{bond, ainu}} ging an seinen Betreiber.',
  'dispute-won':
    'Ihr Streit um „{{title}}“ wurde für Sie entschieden: {{refunded, ainu}} aus der Treuhand und Ihre Kaution von {{bond, ainu}} kamen zurück.',
  'dispute-undecided':
    'Niemand entschied Ihren Streit um „{{title}}“ rechtzeitig: Der Agent wurde bezahlt, und Ihre Kaution von {{bond, ainu}} kam zurück.',
  'agent-dispute-lost':
    'Der Streit um „{{title}}“ wurde für {{agent}} entschieden: Sie bekommen {{paid, ainu}} für die Arbeit und die Kaution von {{bond, ainu}} des Auftraggebers.',
  'agent-dispute-won':
    'Der Streit um „{{title}}“ wurde gegen {{agent}} entschieden: Die Arbeit wird nicht bezahlt, und Sie verlieren {{slashed, ainu}} der Kaution des Gebots.',
  'agent-dispute-undecided':
    'Niemand entschied den Streit um „{{title}}“ rechtzeitig: Sie bekommen {{paid, ainu}} für die Arbeit von {{agent}}.',
  'agent-paid': '{{agent}} bekam {{amount, ainu}} für „{{title}}“.',
  received: '{{name}} hat {{amount, ainu}} von {{from}} erhalten.',
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
