import type { agents as english } from './agents.ts'
import type { Translation } from './translation.ts'

const NOT_INSTALLED = 'Nichts wurde installiert.'

export const agents: Translation<typeof english> = {
  register: '{{agent}} mit einem Stake von {{stake, ainu}} anmelden, für {{price, ainu}} je Aufgabe',
  'register-and-host':
    '{{agent}} mit einem Stake von {{stake, ainu}} anmelden, für {{price, ainu}} je Aufgabe; hier betreiben mit seinem Arbeitsschlüssel',
  'register-and-host-filled':
    '{{agent}} mit einem Stake von {{stake, ainu}} anmelden, für {{price, ainu}} je Aufgabe; hier betreiben mit einem Arbeitsschlüssel, der {{fees, ainu}} für Gebühren bekommt',
  host: '{{agent}} hier betreiben mit seinem Arbeitsschlüssel',
  'host-filled':
    '{{agent}} hier betreiben mit einem Arbeitsschlüssel, der {{fees, ainu}} für Gebühren bekommt',
  unhost:
    '{{agent}} von diesem Rechner entfernen; sein Arbeitsschlüssel verliert seine Rechte und sendet die {{left, ainu}} zurück, die er noch hat, abzüglich der Gebühr',
  update: 'Von jetzt an gilt für {{agent}}: {{changes}}',
  'update-offers': 'bietet {{capabilities}}',
  'update-price': 'verlangt {{price, ainu}} je Aufgabe',
  'update-manifest': 'hat ein anderes Manifest',
  pause: 'Von jetzt an nimmt {{agent}} keine Arbeit an',
  resume: 'Von jetzt an nimmt {{agent}} wieder Arbeit an',
  'add-stake': 'Den Stake von {{agent}} um {{amount, ainu}} erhöhen',
  unstake: 'Dem Stake von {{agent}} {{amount, ainu}} entnehmen; nach der Wartezeit lässt er sich abholen',
  'withdraw-unbonded': 'Frei gewordenen Stake von {{agent}} abholen',
  deregister: '{{agent}} abmelden; sein Stake von {{stake, ainu}} lässt sich nach der Wartezeit abholen',
  'deregister-and-unhost':
    '{{agent}} abmelden; sein Stake von {{stake, ainu}} lässt sich nach der Wartezeit abholen; sein Arbeitsschlüssel verliert seine Rechte und sendet zurück, was er noch für Gebühren hat',
  'send-back': 'Was {{agent}} für Gebühren übrig hat, an seinen Eigentümer zurücksenden',
  'hold-stake': 'Stake von {{agent}}',
  'hold-hot-key': 'Hinterlegung für den Arbeitsschlüssel',
  'key-money': 'Für Gebühren, auf dem Arbeitsschlüssel',
  'bid-on': '{{agent}} bietet auf Aufgabe {{task}}',
  'retract-on': '{{agent}} nimmt sein Gebot auf Aufgabe {{task}} zurück',
  'start-on': '{{agent}} beginnt Aufgabe {{task}}',
  'submit-on': '{{agent}} liefert Aufgabe {{task}}',
  'fail-on': '{{agent}} gibt Aufgabe {{task}} auf',
  'nothing-to-change': {
    message: 'Es gibt nichts zu ändern.',
    remedy: 'Ändern Sie den Preis oder was er anbietet.',
  },
  'stake-too-small': {
    message:
      'Ein Stake von {{stake, ainu}} ist zu klein: Dieses Netzwerk verlangt mindestens {{least, ainu}}.',
    consequence: 'Der Agent wurde nicht angemeldet.',
    remedy: 'Wählen Sie einen größeren Stake. Er bleibt Ihrer.',
  },
  'price-too-small': {
    message: 'Ein Agent verlangt mindestens {{least, ainu}}.',
    consequence: 'Nichts wurde signiert und nichts gesendet.',
    remedy: 'Ändern Sie das und sehen Sie sich die Vorschau noch einmal an.',
  },
  'unknown-capability': {
    message: '{{title}} kennt {{unknown}} nicht.',
    remedy: 'Wählen Sie unter {{offered}}.',
  },
  unknown: {
    message: 'Als {{did}} ist kein Agent angemeldet.',
    remedy: 'Prüfen Sie den Namen, oder warten Sie, bis das Netzwerk gelesen ist.',
  },
  retired: {
    message: '{{agent}} ist nicht mehr angemeldet.',
    consequence: 'Niemand kann für ihn arbeiten.',
    remedy: 'Melden Sie ihn aus seinem Paket neu an; seine Reputation bleibt.',
  },
  'of-another': {
    message: '{{agent}} gehört einem anderen Konto.',
    consequence: 'Nur sein Eigentümer kann sagen, welche Rechner für ihn arbeiten.',
    remedy: 'Wählen Sie das Konto, das ihn angemeldet hat.',
  },
  'no-right-left': {
    message:
      'Dieses Konto hat {{most}} Schlüsseln Rechte gegeben, und mehr erlaubt dieses Netzwerk nicht: Jeder Agent, der betrieben wird, hat einen eigenen Schlüssel.',
    consequence: 'Nichts wurde signiert und nichts gesendet.',
    remedy:
      'Öffnen Sie einen Agenten dieses Kontos, den Sie nicht mehr brauchen, und wählen Sie „Von diesem Rechner entfernen“, oder betreiben Sie diesen mit einem anderen Konto.',
  },
  'other-program': {
    message: '{{title}} {{version}} ist nicht das Programm, mit dem dieser Agent angemeldet wurde.',
    remedy:
      'Wählen Sie das Paket, aus dem er angemeldet wurde, oder geben Sie dem Agenten zuerst das Manifest von diesem.',
  },
  'no-program': {
    message: 'Das Programm des Agenten ist weder auf diesem Rechner noch im Netzwerk.',
    consequence: 'Der Agent lässt sich hier noch nicht betreiben.',
    remedy:
      'Installieren Sie das Paket, aus dem er angemeldet wurde, in derselben Version, und versuchen Sie es erneut.',
  },
  'not-hosted': {
    message: 'Dieser Rechner hat keinen Arbeitsschlüssel, der für {{did}} handeln darf.',
    consequence: 'Der Agent wird hier nicht betrieben.',
    remedy: 'Betreiben Sie ihn zuerst hier: Öffnen Sie den Agenten und wählen Sie „Hier betreiben“.',
  },
  'in-hand': {
    message: '{{agent}} hat noch Arbeit: {{tasks}}.',
    consequence: 'Ohne seinen Arbeitsschlüssel könnte er nicht liefern, und Kautionen wären verloren.',
    remedy:
      'Halten Sie den Betrieb an, damit er seine Gebote zurücknimmt, und warten Sie, bis seine Aufgaben erledigt sind.',
  },
  task: 'Aufgabe {{task}}',
  again: {
    message: '{{what}}.',
    consequence_zero:
      'Es ist auf der Chain sicher, und dieser Rechner behält die Schlüssel. Agenten, die hier arbeiten, machen weiter.',
    consequence_other:
      'Es ist auf der Chain sicher, und dieser Rechner behält die Schlüssel. Agenten, die hier arbeiten, machen weiter. Dasselbe gilt für {{count, number}} weitere.',
    remedy: 'Ainur versucht es von selbst noch einmal. Was im Weg stand: {{why}}',
  },
  'not-looked-at': 'Es ließ sich nicht feststellen, welche Agenten hier arbeiten',
  'stray-money': 'Das Geld von Schlüsseln, die kein Agent benutzt, ist noch nicht zurück',
  'money-not-home': 'Das Geld des Arbeitsschlüssels von {{did}} ist noch nicht zurück',
  'cannot-run': {
    message: 'Der Agent kann nicht laufen: {{why}}.',
    remedy: 'Bitten Sie seinen Eigentümer, ihn neu zu veröffentlichen.',
  },
  'file-not-base64': {
    message: 'Der Inhalt von {{name}} ist kein Base64.',
    remedy: 'Wählen Sie die Datei noch einmal.',
  },
  'file-twice': {
    message: 'Das Paket enthält {{name}} zweimal.',
    consequence: NOT_INSTALLED,
    remedy: 'Wählen Sie jede Datei einmal.',
  },
  'file-name': {
    message: '„{{name}}“ ist kein Name einer Datei eines Pakets.',
    consequence: NOT_INSTALLED,
    remedy: 'Nehmen Sie einfache Dateinamen aus Buchstaben, Ziffern, Punkten und Bindestrichen.',
  },
  'package-unknown': {
    message: 'Ein solches Paket gibt es auf diesem Rechner nicht.',
    remedy: 'Wählen Sie eines aus der Liste, oder installieren Sie es noch einmal.',
  },
  'package-bundled': {
    message: '{{title}} gehört zu Ainur und lässt sich nicht entfernen.',
    remedy: 'Es tut nichts, solange Sie es nicht betreiben.',
  },
  'packages-lost': {
    message:
      'Agenten, die Sie installiert haben, fehlen auf diesem Laufwerk oder sind beschädigt: {{names}}.',
    consequence:
      'Sie lassen sich von hier nicht anmelden, bis sie wieder installiert sind. Agenten, die schon angemeldet sind, laufen mit dem, was veröffentlicht wurde, und sind nicht betroffen.',
    remedy:
      'Installieren Sie sie noch einmal, oder löschen Sie {{folders}}, wo Sie sie nicht brauchen. Prüfen Sie das Laufwerk: Eine beschädigte Datei bleibt selten allein.',
  },
  'package-unwritten': {
    message: 'Das Paket konnte nicht geschrieben werden.',
    remedy: 'Prüfen Sie, dass das Laufwerk nicht voll ist und der Datenordner beschrieben werden darf.',
  },
  'no-manifest': {
    message: 'Das Paket hat keine agent.json.',
    consequence: NOT_INSTALLED,
    remedy: 'Wählen Sie agent.json zusammen mit der Komponente, die darin genannt ist.',
  },
  'no-component': {
    message: 'Dem Paket fehlt {{file}}, die in seiner agent.json genannt ist.',
    consequence: NOT_INSTALLED,
    remedy: 'Wählen Sie auch {{file}}.',
  },
  'extra-files': {
    message: 'Das Paket hat Dateien, die zu keinem Agenten gehören: {{files}}.',
    consequence: NOT_INSTALLED,
    remedy: 'Wählen Sie nur agent.json und {{file}}.',
  },
  'other-component': {
    message: '{{file}} ist nicht das Programm, für das agent.json geschrieben wurde.',
    consequence: NOT_INSTALLED,
    remedy: 'Holen Sie das Paket dort neu, wo es herkam; jemand oder etwas hat es geändert.',
  },
  'manifest-too-large': {
    message: 'agent.json ist größer als 256 KiB.',
    consequence: NOT_INSTALLED,
    remedy: 'Kürzen Sie Texte und Beispiele darin.',
  },
  'manifest-not-json': {
    message: 'agent.json ist kein JSON in UTF-8.',
    consequence: NOT_INSTALLED,
    remedy: 'Prüfen Sie sie mit einem JSON-Prüfer.',
  },
  'manifest-invalid': {
    message: 'agent.json ist kein Manifest: {{problem}}.',
    consequence: NOT_INSTALLED,
    remedy: 'Berichtigen Sie agent.json, oder bitten Sie den Autor darum.',
  },
  'manifest-changed': {
    message: 'agent.json ist nicht die, die installiert wurde.',
    consequence: NOT_INSTALLED,
    remedy: 'Installieren Sie den Agenten noch einmal.',
  },
  'without-program-place': 'sein Manifest sagt nicht, wo das Programm ist',
  'with-other-program': 'sein Programm ist nicht das in seinem Manifest',
  'is-http': 'er ist ein HTTP-Dienst',
  'without-manifest': 'sein Manifest ist keines',
  'kind-unknown': {
    message: 'Dieser Agent ist ein HTTP-Dienst; diese Version von Ainur führt nur WASM-Agenten aus.',
    consequence: NOT_INSTALLED,
    remedy: 'Wählen Sie einen Agenten der Art „wasm“.',
  },
  'capability-twice': {
    message: 'agent.json nennt die Fähigkeit „{{name}}“ zweimal.',
    consequence: NOT_INSTALLED,
    remedy: 'Entfernen Sie eine davon.',
  },
  'capability-too-long': {
    message: 'Die Fähigkeit „{{name}}“ ist länger als 32 Zeichen.',
    consequence: NOT_INSTALLED,
    remedy: 'Geben Sie ihr einen kürzeren Namen.',
  },
  'parameters-no-object': {
    message: 'Die Parameter von „{{name}}“ sind nicht vom Typ object.',
    consequence: NOT_INSTALLED,
    remedy: 'Schreiben Sie "type": "object" in ihr Schema.',
  },
  'permissions-refused': {
    message: 'Der Agent verlangt {{permissions}}; das kann diese Version von Ainur nicht gewähren.',
    consequence: NOT_INSTALLED,
    remedy: 'Aktualisieren Sie Ainur, oder wählen Sie einen Agenten, der ohne auskommt.',
  },
  'component-too-large': {
    message: '{{file}} ist größer als {{most}} MiB.',
    consequence: NOT_INSTALLED,
    remedy: 'Bauen Sie ein kleineres Programm.',
  },
  'component-is-module': {
    message: '{{file}} ist ein WASM-Modul, keine Komponente.',
    consequence: NOT_INSTALLED,
    remedy: 'Bauen Sie es als Komponente der World „ainur:agent/agent“.',
  },
  'component-is-none': {
    message: '{{file}} ist keine WASM-Komponente.',
    consequence: NOT_INSTALLED,
    remedy: 'Bauen Sie es als Komponente der World „ainur:agent/agent“.',
  },
  'component-imports': {
    message: '{{file}} verlangt etwas, das kein Agent bekommt: {{why}}',
    consequence: NOT_INSTALLED,
    remedy: 'Wählen Sie einen Agenten, der ohne auskommt, oder fragen Sie seinen Autor.',
  },
  'component-unusable': {
    message: '{{file}} kann nicht laufen: {{why}}',
    consequence: NOT_INSTALLED,
    remedy: 'Bitten Sie den Autor des Agenten um ein Programm, das laufen kann.',
  },
}
