import type { Translation } from './translation.ts'
import type { tx as english } from './tx.ts'

const NOT_SENT = 'Nichts wurde signiert und nichts gesendet.'
const LOOK = 'Sehen Sie sich die Vorschau noch einmal an, und bestätigen Sie sie, wenn Sie es noch wollen.'

export const tx: Translation<typeof english> = {
  send: '{{amount, ainu}} an {{to}} senden',
  'send-all': 'Alles, was frei ist, an {{to}} senden',
  'send-all-but':
    'Alles, was frei ist, an {{to}} senden, außer {{stays, ainu}}: Ein Konto, das noch anderswo Geld hat, bleibt auf der Chain',
  named: '{{name}} ({{address}})',
  'used-preview': {
    message: 'Diese Vorschau wurde schon benutzt oder ist zu alt.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-network': {
    message: 'Inzwischen wurde ein anderes Netzwerk gewählt.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-action': {
    message: 'Dafür wurde die Vorschau nicht erstellt.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-rules': {
    message: 'Die Regeln des Netzwerks wurden inzwischen geändert.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'other-call': {
    message: 'Was signiert würde, hat sich inzwischen geändert.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'higher-fee': {
    message: 'Die Gebühr stieg von {{before, ainu}} auf {{now, ainu}}.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'network-changed': {
    message: 'Zwischenzeitlich wurde ein anderes Netzwerk gewählt.',
    consequence: NOT_SENT,
    remedy: LOOK,
  },
  'no-answer': {
    message: 'Das Netzwerk sagte nicht, ob es die Transaktion angenommen hat.',
    consequence:
      'Sie kann angekommen sein: Sie noch einmal zu senden, könnte zweimal bezahlen. Ainur sucht sie in den Blöcken.',
    remedy: 'Warten Sie, bis die Liste der Transaktionen sagt, was aus ihr wurde.',
  },
  unknown: {
    message: 'Eine Transaktion mit dieser Kennung gibt es auf diesem Rechner nicht.',
    remedy: 'Öffnen Sie sie aus der Liste der Transaktionen.',
  },
  'bad-cursor': {
    message: 'Diese Stelle gehört nicht zu einer Liste von Transaktionen.',
    remedy: 'Beginnen Sie mit der ersten Seite.',
  },
  'refused-for-money': {
    message: '{{why}}',
    remedy: 'Wählen Sie einen kleineren Betrag, oder beschaffen Sie zuerst mehr AINU.',
  },
  refused: {
    message: '{{why}}',
    remedy: 'Sehen Sie sich den jetzigen Stand an, und versuchen Sie es erneut, wenn es noch sinnvoll ist.',
  },
  'not-signed': NOT_SENT,
  'not-paid': 'Nichts wurde gesendet und nichts bezahlt.',
  'only-fee-paid': 'Nur die Gebühr wurde bezahlt.',
  'nothing-paid': 'Nichts wurde bezahlt.',
}
