import type { tasks as english } from './tasks.ts'
import type { Translation } from './translation.ts'

const NOT_SENT = 'Nichts wurde signiert und nichts gesendet.'
const REVIEW = 'Ändern Sie das und sehen Sie sich die Vorschau noch einmal an.'

export const tasks: Translation<typeof english> = {
  post: '{{budget, ainu}} für die Aufgabe „{{title}}“ in Treuhand legen',
  cancel: '„{{title}}“ (Aufgabe {{task}}) zurückziehen; die {{budget, ainu}} in Treuhand kommen zurück',
  accept: 'Das Ergebnis von „{{title}}“ (Aufgabe {{task}}) annehmen',
  'accept-paying':
    'Das Ergebnis von „{{title}}“ (Aufgabe {{task}}) annehmen: {{paid, ainu}} gehen an den Eigentümer von {{agent}}, {{fee, ainu}} als Protokollgebühr an die Treasury',
  dispute:
    'Das Ergebnis von „{{title}}“ (Aufgabe {{task}}) anfechten; {{bond, ainu}} bleiben hinterlegt, bis entschieden ist, und sind verloren, wenn der Agent gewinnt',
  'settle-for-agent': 'Den Streit um Aufgabe {{task}} für den Agenten entscheiden',
  'settle-for-submitter': 'Den Streit um Aufgabe {{task}} für den Auftraggeber entscheiden',
  'hold-escrow': 'Treuhand der Aufgabe',
  'hold-dispute-bond': 'Kaution für den Streit',
  unknown: {
    message: 'In diesem Netzwerk gibt es keine Aufgabe {{task}}.',
    remedy: 'Prüfen Sie die Nummer, oder warten Sie, bis das Netzwerk gelesen ist.',
  },
  'no-template': {
    message: 'Es gibt keine Vorlage „{{name}}“.',
    remedy: 'Beginnen Sie mit einer leeren Aufgabe, oder wählen Sie eine andere Vorlage.',
  },
  'templates-full': {
    message: 'Es gibt {{most}} Vorlagen, mehr werden nicht aufbewahrt.',
    remedy: 'Löschen Sie eine, die Sie nicht mehr brauchen.',
  },
  'parameters-too-large': {
    message: 'Die Parameter sind zu groß: {{size}} von {{most}} Bytes.',
    remedy: 'Geben Sie lange Texte stattdessen als Eingabe.',
  },
  'reason-too-long': {
    message: 'Der Grund für den Streit ist zu lang: höchstens 512 Bytes.',
    remedy: 'Kürzen Sie ihn.',
  },
  'budget-range': {
    message: 'Ein Budget liegt zwischen {{least, ainu}} und {{most, ainu}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'timeout-range': {
    message: 'Die Zeit für die Arbeit liegt zwischen {{least, seconds}} und {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'delay-range': {
    message: 'Der Aufschub ist höchstens {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'bidding-range': {
    message: 'Gebote sind höchstens {{most, seconds}} lang möglich.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  'window-range': {
    message: 'Die Einspruchsfrist ist höchstens {{most, seconds}}.',
    consequence: NOT_SENT,
    remedy: REVIEW,
  },
  posted: 'Ausgeschrieben mit einem Budget von {{budget, ainu}}',
  'posted-for': 'Ausgeschrieben für {{agent}} mit einem Budget von {{budget, ainu}}',
  'bidding-opened': 'Agenten können bieten',
  bid: '{{agent}} bot {{price, ainu}}',
  'bid-retracted': '{{agent}} nahm das Gebot zurück',
  'bid-displaced': 'Ein günstigeres Gebot von {{by}} nahm in der vollen Liste den Platz von {{agent}} ein',
  matched: '{{agent}} wurde ausgewählt: {{price, ainu}}',
  started: '{{agent}} begann',
  submitted: '{{agent}} lieferte ein Ergebnis',
  disputed: 'Der Auftraggeber ficht das Ergebnis an: {{reason}}',
  'resolved-for-agent': 'Der Streit wurde für den Agenten entschieden',
  'resolved-for-submitter': 'Der Streit wurde für den Auftraggeber entschieden',
  'accepted-paid': 'Der Auftraggeber nahm das Ergebnis an: {{agent}} wurde bezahlt',
  'window-passed-paid': 'Niemand focht das Ergebnis an: {{agent}} wurde bezahlt',
  'resolved-paid':
    'Der Streit wurde für {{agent}} entschieden: Die Arbeit wurde bezahlt, und die Kaution des Streits ging an den Betreiber',
  'resolver-silent-paid':
    'Niemand entschied den Streit rechtzeitig: {{agent}} wurde bezahlt, und die Kaution des Streits kam zurück',
  'accepted-refunded': 'Der Auftraggeber nahm das Ergebnis an: Er bekam das Geld zurück',
  'window-passed-refunded': 'Niemand focht das Ergebnis an: Der Auftraggeber bekam das Geld zurück',
  'resolved-refunded':
    'Der Streit wurde für den Auftraggeber entschieden: Geld und Kaution kamen zurück, und der Agent verlor seine Kaution',
  'resolver-silent-refunded':
    'Niemand entschied den Streit rechtzeitig: Der Auftraggeber bekam das Geld zurück',
  cancelled: 'Der Auftraggeber zog die Aufgabe zurück: Das Geld kam aus der Treuhand zurück',
  unmatched: 'Die Frist für Gebote endete ohne einen Agenten: Das Geld kam aus der Treuhand zurück',
  'not-started': '{{agent}} begann nicht rechtzeitig',
  'no-result': '{{agent}} lieferte nicht rechtzeitig',
  reported: '{{agent}} gab auf',
  'reported-why': '{{agent}} gab auf: {{reason}}',
  'stood-still': 'Die Chain stand {{ms, wait}} lang still: die Frist wurde um so viel verschoben',
  postponed: 'Die Abrechnung scheiterte und wird noch einmal versucht',
}
