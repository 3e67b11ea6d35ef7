import type { ainur as english } from './ainur.ts'
import type { Translation } from './translation.ts'

export const ainur: Translation<typeof english> = {
  'and-more': '{{shown}} und {{more}} weitere',
  since: ' seit {{at}} UTC',
  minutes: '{{number}} Minuten',
  seconds: '{{number}} Sekunden',
  unsure:
    'Was schon an die Chain gesendet wurde, läuft dort weiter; sehen Sie sich den Stand an, bevor Sie es erneut versuchen.',
  unchanged: 'Nichts wurde geändert.',
  starting: {
    message: 'Ainur startet noch.',
    remedy: 'Warten Sie einen Moment und versuchen Sie es erneut.',
  },
  'no-network-yet': {
    message: 'Das Netzwerk ist noch nicht bekannt.',
    remedy: 'Warten Sie einen Moment und versuchen Sie es erneut.',
  },
  closing: { message: 'Ainur wird beendet.', remedy: 'Starten Sie es wieder, um weiterzumachen.' },
  mistake: {
    message: 'Ainur hat einen Fehler gemacht und konnte das nicht tun.',
    consequence:
      'Was schon an die Chain gesendet wurde, läuft dort weiter; sehen Sie sich den Stand an, bevor Sie es erneut versuchen.',
    remedy:
      'Versuchen Sie es erneut. Wenn es wieder geschieht, öffnen Sie das Protokoll in den Einstellungen und melden Sie es.',
  },
  'bad-cursor': {
    message: 'Diese Stelle gehört nicht zu dieser Liste.',
    remedy: 'Beginnen Sie mit der ersten Seite.',
  },
  'network-is-no-setting': {
    message: 'Das Netzwerk wird nicht als Einstellung geändert.',
    remedy: 'Nehmen Sie den Netzwerkwechsel; er verbindet zuerst.',
  },
}
