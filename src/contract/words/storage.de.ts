import type { storage as english } from './storage.ts'
import type { Translation } from './translation.ts'

const KEYS_BACK =
  'Legen Sie local.db aus einer Sicherung zurück. Ohne Sicherung: Schieben Sie den ganzen Datenordner beiseite, starten Sie Ainur erneut und importieren Sie Ihre Konten aus ihren Wiederherstellungsphrasen. Um auch die eingebettete Chain zu behalten, beenden Sie Ainur danach und kopieren Sie den Ordner „chain“ aus dem alten Datenordner in den neuen.'
const IN_USE_BEFORE =
  'Der Datenordner war schon in Gebrauch ({{traces}}). Nichts wurde angelegt und nichts geändert. Guthaben und Aufgaben auf der Chain sind sicher.'
const DOUBT_MEANS =
  'Bei Konten, Transaktionen und Agenten dieses Rechners können Einträge{{since, since}} fehlen oder nicht stimmen. Eine Transaktion, die hier fehlt, kann gesendet worden sein. Bis auf Weiteres wird nichts von selbst noch einmal gesendet, und Agenten hier beenden ihre Arbeit, bieten aber nicht neu. Guthaben und Aufgaben auf der Chain sind sicher.'
const DOUBT_REMEDY =
  'Sehen Sie sich Guthaben und Verlauf Ihrer Konten an, bevor Sie etwas noch einmal senden, und bestätigen Sie dann hier, dass Sie es getan haben. Um die Daten zurückzuholen, wie sie waren, beenden Sie Ainur und legen Sie local.db mit allen Dateien, deren Namen so beginnen, aus einer Sicherung zurück. Prüfen Sie das Laufwerk.'

export const storage: Translation<typeof english> = {
  full: {
    message: 'Das Laufwerk ist voll.',
    remedy: 'Schaffen Sie Platz auf dem Laufwerk mit dem Datenordner. Ainur macht dann von selbst weiter.',
  },
  'read-only': {
    message: 'Ainur darf nicht in seinen Datenordner schreiben.',
    remedy: 'Prüfen Sie, wem der Ordner gehört und ob sein Laufwerk schreibgeschützt eingehängt ist.',
  },
  failing: {
    message: 'Das Laufwerk konnte nicht lesen oder schreiben.',
    remedy:
      'Prüfen Sie das Laufwerk und das Protokoll des Systems. Kopieren Sie den Datenordner vor allem anderen an einen sicheren Ort.',
  },
  gone: {
    message: 'Eine Datei von Ainur ist nicht mehr dort, wo sie war.',
    remedy:
      'Prüfen Sie, dass der Datenordner nicht verschoben wurde und sein Laufwerk verbunden ist. Starten Sie Ainur dann erneut.',
  },
  damaged: {
    message: 'Eine Datenbank von Ainur ist beschädigt.',
    remedy:
      'Stellen Sie den Datenordner aus einer Sicherung wieder her. Guthaben und Aufgaben auf einer Chain sind sicher.',
  },
  'in-use': {
    message: 'Ein anderes Programm benutzt die Dateien von Ainur.',
    remedy:
      'Schließen Sie andere Programme, die den Datenordner geöffnet haben, etwa eine Datensicherung, und versuchen Sie es erneut.',
  },
  'too-many-files': {
    message: 'Dieser Rechner hat zu viele Dateien geöffnet.',
    remedy:
      'Schließen Sie andere Programme oder erhöhen Sie die Grenze für offene Dateien, und versuchen Sie es erneut.',
  },
  'folder-in-use': {
    message: 'Ein anderes Ainur arbeitet schon in {{folder}}.',
    remedy: 'Benutzen Sie jenes, beenden Sie es zuerst, oder wählen Sie mit --data-dir einen anderen Ordner.',
  },
  'folder-foreign': {
    message: '{{folder}} gehört einem anderen Benutzer dieses Rechners (Nummer {{owner}}).',
    consequence:
      'Wem er gehört, der könnte Ihre Schlüssel lesen oder andere an ihre Stelle setzen. Nichts wurde geschrieben.',
    remedy:
      'Wählen Sie mit --data-dir einen anderen Ordner, oder machen Sie diesen mit chown zu Ihrem, wenn Sie wissen, warum er es nicht ist.',
  },
  newer: {
    message: 'Die Daten in {{folder}} sind die eines neueren Ainur.',
    consequence: 'Nichts wurde gestartet und nichts geändert.',
    remedy:
      'Starten Sie das neuere, aktualisieren Sie dieses, oder wählen Sie mit --data-dir einen anderen Ordner.',
  },
  'folder-unusable': {
    message:
      'Ainur kann {{folder}} nicht für seine Daten benutzen. Es ist kein Ordner, oder er lässt sich dort nicht anlegen.',
    consequence: 'Nichts wurde gestartet und nichts geändert.',
    remedy:
      'Prüfen Sie den Pfad und dass sein Laufwerk verbunden ist. Starten Sie Ainur dann erneut, oder wählen Sie mit --data-dir einen anderen Ordner.',
  },
  'folder-trouble': {
    message: 'Ainur kann {{folder}} nicht für seine Daten benutzen. {{why}}',
    consequence: 'Nichts wurde gestartet und nichts geändert.',
    remedy:
      'Beheben Sie das und starten Sie Ainur erneut, oder wählen Sie mit --data-dir einen anderen Ordner.',
  },
  'index-damaged': {
    message: 'Der Index der Chain war beschädigt.',
    consequence:
      'Er wird aus der Chain neu aufgebaut, und was angezeigt wird, ist vollständig, sobald er aufgeholt hat. Sonst ging nichts verloren. Die beschädigte Datei bleibt als {{kept}} erhalten.',
    remedy: 'Hier ist nichts zu tun. Prüfen Sie das Laufwerk: Eine beschädigte Datei bleibt selten allein.',
  },
  'index-empty': {
    message: 'Von der Chain ist noch nichts bekannt.',
    remedy: 'Warten Sie, bis Ainur mit einem Netzwerk verbunden ist.',
  },
  'keys-missing': {
    message: 'Die Datenbank mit Ihren Schlüsseln und Einstellungen fehlt.',
    consequence: IN_USE_BEFORE,
    remedy: KEYS_BACK,
  },
  'keys-empty': {
    message: 'Die Datenbank mit Ihren Schlüsseln und Einstellungen ist leer.',
    consequence: IN_USE_BEFORE,
    remedy: KEYS_BACK,
  },
  'keys-damaged': {
    message: 'Die Datenbank mit Ihren Schlüsseln und Einstellungen ist beschädigt.',
    consequence: 'Ainur hat sie nicht angerührt. Guthaben und Aufgaben auf der Chain sind sicher.',
    remedy:
      'Stellen Sie local.db aus einer Sicherung wieder her. Ohne Sicherung: Schieben Sie den ganzen Datenordner beiseite, starten Sie Ainur erneut und importieren Sie Ihre Konten aus ihren Wiederherstellungsphrasen.',
  },
  'keys-unopened': {
    message: 'Die Datenbank mit Ihren Schlüsseln und Einstellungen lässt sich nicht öffnen.',
    remedy: 'Prüfen Sie, dass das Laufwerk nicht voll ist und der Datenordner beschrieben werden darf.',
  },
  'running-already': {
    message: 'Ein anderes Ainur läuft schon mit diesem Datenordner.',
    remedy: 'Benutzen Sie jenes, beenden Sie es, oder starten Sie dieses mit einem anderen Datenordner.',
  },
  untidy: {
    message: 'Was gelöscht wurde, konnte nicht endgültig vom Laufwerk entfernt werden.',
    consequence:
      'Die Änderung selbst ist erledigt. Verschlüsselte Schlüssel, die gelöscht oder ersetzt wurden, können noch in den Dateien der Datenbank stehen.',
    remedy:
      'Schaffen Sie Platz auf dem Laufwerk und starten Sie Ainur erneut: Es versucht es bei jedem Start noch einmal.',
  },
  'doubt-changed': {
    message:
      'Die Datenbank mit Ihren Schlüsseln und Einstellungen wurde außerhalb von Ainur geändert oder ist beschädigt.',
    consequence: DOUBT_MEANS,
    remedy: DOUBT_REMEDY,
  },
  'doubt-lost': {
    message: 'Die neuesten Einträge der Datenbank mit Ihren Schlüsseln und Einstellungen sind verloren.',
    consequence: DOUBT_MEANS,
    remedy: DOUBT_REMEDY,
  },
  'doubt-unknown': {
    message:
      'Ob die Datenbank mit Ihren Schlüsseln und Einstellungen beschädigt ist, lässt sich nicht sagen: Ihr Siegel fehlt oder ist beschädigt.',
    consequence: DOUBT_MEANS,
    remedy: DOUBT_REMEDY,
  },
}
