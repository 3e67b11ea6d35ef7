import type { Translation } from './translation.ts'
import type { wallet as english } from './wallet.ts'

const NONE_ADDED = 'Kein Konto wurde hinzugefügt.'
const NOTHING_SIGNED = 'Nichts wurde signiert und nichts gesendet.'
const LOOK_AT_KEYS = 'Achten Sie auf Großbuchstaben und das Tastaturlayout, und versuchen Sie es erneut.'
const WORKING_KEYS =
  'Die Arbeitsschlüssel der Agenten hier{{agents, bracketed}} lassen sich nicht öffnen: Diese Agenten arbeiten hier nicht, und was auf ihren Schlüsseln für Gebühren übrig ist, ist nicht erreichbar. Ihre Konten, deren Guthaben und Stakes sind nicht betroffen.'
const KEY_BACK =
  'Legen Sie {{file}} aus einer Sicherung zurück und starten Sie Ainur erneut. Ohne Sicherung: Legen Sie einen neuen Schlüssel an und betreiben Sie die Agenten hier noch einmal; sie bekommen neue Arbeitsschlüssel.'
const GUESSABLE =
  'ist zu leicht zu erraten: Sie ist kurz, leer, eine Wiederholung oder eine von denen, die zuerst probiert werden.'
const NOT_SEALED =
  'Nichts wurde damit versiegelt. Wer an diesen Rechner oder die Datei käme, könnte sie erraten.'
const EXPORT_KINDS =
  'Exportieren Sie Konten der Art sr25519, ed25519 oder ecdsa aus der Wallet, von der die Datei kam.'

export const wallet: Translation<typeof english> = {
  locked: {
    message: 'Das Konto {{account}} ist gesperrt.',
    consequence: NOTHING_SIGNED,
    remedy: 'Entsperren Sie es mit seiner Passphrase und versuchen Sie es erneut.',
  },
  'wrong-passphrase': { message: 'Die Passphrase passt nicht zu diesem Konto.', remedy: LOOK_AT_KEYS },
  'machine-key-in-order': {
    message: 'Der Schlüssel dieses Rechners ist in Ordnung.',
    remedy: 'Es ist nichts zu tun: Agenten hier können damit arbeiten.',
  },
  'hot-key-elsewhere': {
    message: 'Dieser Arbeitsschlüssel eines Agenten ist nicht auf diesem Rechner.',
    consequence: 'Der Agent kann hier nicht arbeiten.',
    remedy: 'Betreiben Sie den Agenten hier: Er bekommt auf jedem Rechner einen eigenen Schlüssel.',
  },
  'hot-key-lost': {
    message: 'Der Arbeitsschlüssel von {{agents}} lässt sich nicht mehr öffnen.',
    consequence:
      'Der Agent kann auf diesem Rechner nicht arbeiten. Was auf dem Schlüssel für Gebühren übrig ist, ist nicht erreichbar.',
    remedy: 'Betreiben Sie den Agenten hier noch einmal: Er bekommt einen neuen Schlüssel.',
  },
  'already-here': {
    message: 'Dieses Konto ist schon in Ihrer Wallet, als {{name}}.',
    remedy: 'Nehmen Sie jenes; benennen Sie es um, wenn Sie möchten.',
  },
  'all-here': {
    message: 'Alle Konten dieser Sicherung sind schon in Ihrer Wallet.',
    remedy: 'Nehmen Sie jene; benennen Sie sie um, wenn Sie möchten.',
  },
  'backup-empty': {
    message: 'Die Sicherung hat keine Konten.',
    consequence: NONE_ADDED,
    remedy: EXPORT_KINDS,
  },
  'backup-unusable': { message: '{{name}}: {{why}}', consequence: NONE_ADDED, remedy: EXPORT_KINDS },
  'backup-damaged': {
    message: 'Die Datei ist eine Sicherung mehrerer Konten, aber sie ist beschädigt.',
    consequence: NONE_ADDED,
    remedy: 'Exportieren Sie sie dort neu, wo sie herkam, oder exportieren Sie jedes Konto für sich.',
  },
  'keystore-damaged': {
    message: 'Die Schlüsseldatei ist beschädigt: {{why}}.',
    consequence: NONE_ADDED,
    remedy: 'Exportieren Sie sie dort neu, wo sie herkam.',
  },
  'keystore-of-another': {
    message: 'Der Schlüssel in der Datei gehört nicht zur Adresse in der Datei.',
    consequence: NONE_ADDED,
    remedy: 'Die Datei wurde geändert. Exportieren Sie sie dort neu, wo sie herkam.',
  },
  'keystore-address-length': {
    message: 'Die Adresse in der Schlüsseldatei hat {{length}} Bytes; Konten auf Ainurs Chain haben 32.',
    consequence: NONE_ADDED,
    remedy: 'Die Datei gehört zu einer anderen Art von Chain oder wurde geändert. Exportieren Sie sie neu.',
  },
  'keystore-address': {
    message: 'Die Adresse in der Schlüsseldatei ist nicht gültig.',
    consequence: NONE_ADDED,
    remedy: 'Die Datei wurde geändert. Exportieren Sie sie neu.',
  },
  'file-not-json': {
    message: 'Die Datei ist kein JSON.',
    consequence: NONE_ADDED,
    remedy: 'Wählen Sie die .json-Datei, die eine Polkadot-Wallet exportiert hat.',
  },
  'file-not-keystore': {
    message: 'Das JSON ist keine Schlüsseldatei: Es enthält keinen verschlüsselten Schlüssel mit Adresse.',
    consequence: NONE_ADDED,
    remedy: 'Wählen Sie die .json-Datei, die eine Polkadot-Wallet exportiert hat.',
  },
  'keystore-format': {
    message: 'Die Schlüsseldatei hat ein Format, das Ainur nicht kennt ({{format}}, Version {{version}}).',
    consequence: NONE_ADDED,
    remedy: 'Exportieren Sie sie neu mit einer heutigen Version der Wallet, von der sie kam.',
  },
  'keystore-kind': {
    message: 'Schlüssel der Art {{kind}} lassen sich auf Ainurs Chain nicht verwenden.',
    consequence: NONE_ADDED,
    remedy: 'Nehmen Sie ein Konto der Art sr25519, ed25519 oder ecdsa.',
  },
  'seed-digits': {
    message: 'Ein Seed hat nur die Ziffern 0-9 und a-f.',
    consequence: NONE_ADDED,
    remedy: 'Achten Sie auf Buchstaben, die wie Ziffern aussehen, etwa o und l.',
  },
  'seed-length': {
    message: 'Ein Seed hat 64 hexadezimale Ziffern (32 Bytes); dieser hat {{length}}.',
    consequence: NONE_ADDED,
    remedy: 'Prüfen Sie, dass nichts fehlt.',
  },
  'seed-is-secret-key': {
    message: 'Ein Seed hat 64 hexadezimale Ziffern (32 Bytes); dieser hat 128.',
    consequence: NONE_ADDED,
    remedy: 'Das ist ein ganzer geheimer Schlüssel: Importieren Sie ihn als JSON-Datei.',
  },
  'seed-guessable': {
    message: 'Ein Seed aus lauter gleichen Bytes ist kein Geheimnis: Jeder kann ihn erraten.',
    consequence: NONE_ADDED,
    remedy: 'Legen Sie stattdessen ein neues Konto an.',
  },
  'phrase-count': {
    message: 'Eine Wiederherstellungsphrase hat 12, 15, 18, 21 oder 24 Wörter; diese hat {{words}}.',
    consequence: NONE_ADDED,
    remedy: 'Prüfen Sie, dass kein Wort fehlt oder doppelt da ist.',
  },
  'phrase-count-unknown': {
    message: 'Eine Wiederherstellungsphrase hat 12, 15, 18, 21 oder 24 Wörter; diese hat {{words}}.',
    consequence: NONE_ADDED,
    remedy: 'Prüfen Sie, dass kein Wort fehlt; Wort {{place}} ist kein Wort der Liste.',
  },
  'phrase-words': {
    message_one: 'Wort {{places}} steht nicht in der Wörterliste für Wiederherstellungsphrasen.',
    message_other:
      'Die Wörter {{places, few}} stehen nicht in der Wörterliste für Wiederherstellungsphrasen.',
    consequence: NONE_ADDED,
    remedy: 'Suchen Sie dort nach Tippfehlern. Die Wörter der Liste sind englisch, in Kleinbuchstaben.',
  },
  'phrase-of-another-list': {
    message:
      'Diese Wörter sind aus der Liste für Wiederherstellungsphrasen in einer anderen Sprache: {{list}}. Ainur verwendet die englische.',
    consequence: NONE_ADDED,
    remedy:
      'Das Konto ist nicht verloren: Exportieren Sie es als JSON-Datei aus der Wallet, die die Phrase erzeugt hat, und importieren Sie diese Datei.',
  },
  'list-chineseSimplified': 'Chinesisch (vereinfacht)',
  'list-chineseTraditional': 'Chinesisch (traditionell)',
  'list-french': 'Französisch',
  'list-italian': 'Italienisch',
  'list-japanese': 'Japanisch',
  'list-korean': 'Koreanisch',
  'list-spanish': 'Spanisch',
  'phrase-checksum': {
    message:
      'Jedes Wort ist bekannt, aber zusammen sind sie keine Wiederherstellungsphrase: Die Prüfsumme passt nicht.',
    consequence: NONE_ADDED,
    remedy: 'Ein Wort ist falsch, oder zwei sind vertauscht. Vergleichen Sie mit Ihrem Zettel.',
  },
  'derivation-password': {
    message: 'Ein Passwort im Ableitungspfad („///…“) wird nicht unterstützt.',
    consequence: NONE_ADDED,
    remedy: 'Lassen Sie es weg, oder importieren Sie das Konto als JSON-Datei.',
  },
  'derivation-unread': {
    message: 'Der Ableitungspfad lässt sich nicht lesen.',
    consequence: NONE_ADDED,
    remedy: 'Er sieht aus wie „//stash“ oder „/1//2“.',
  },
  'bad-address': {
    message: 'Das ist keine Kontoadresse: Ihre Prüfsumme passt nicht.',
    remedy: 'Kopieren Sie die ganze Adresse noch einmal; ein Zeichen kann fehlen oder falsch sein.',
  },
  'machine-key-missing': {
    message: 'Die Datei mit dem Schlüssel dieses Rechners fehlt.',
    consequence: WORKING_KEYS,
    remedy: KEY_BACK,
  },
  'machine-key-damaged': {
    message: 'Die Datei mit dem Schlüssel dieses Rechners ist beschädigt.',
    consequence: WORKING_KEYS,
    remedy: KEY_BACK,
  },
  'machine-key-other': {
    message:
      'Die Datei mit dem Schlüssel dieses Rechners passt nicht: Sie stammt von einem anderen Rechner oder wurde später hierhergelegt.',
    consequence: WORKING_KEYS,
    remedy: KEY_BACK,
  },
  'no-phrase': {
    message: 'Das Konto {{name}} wurde nicht auf diesem Rechner aus einer Wiederherstellungsphrase angelegt.',
    remedy: 'Exportieren Sie es stattdessen als JSON-Datei.',
  },
  'key-of-another': {
    message: 'Der Schlüssel, der für {{name}} gespeichert ist, gehört zu einer anderen Adresse.',
    consequence: 'Das Konto bleibt gesperrt.',
    remedy:
      'Die Sicherung, aus der er kam, wurde geändert. Importieren Sie das Konto aus seiner Wiederherstellungsphrase.',
  },
  unknown: {
    message: 'Dieses Konto ist nicht in Ihrer Wallet.',
    remedy: 'Wählen Sie eines Ihrer Konten, oder importieren Sie es zuerst.',
  },
  busy: {
    message: 'Zu viele Passphrasen sind gleichzeitig in Arbeit.',
    remedy: 'Versuchen Sie es in einigen Sekunden erneut.',
  },
  'watched-no-key': {
    message: 'Das Konto {{name}} wird nur beobachtet: Sein Schlüssel ist nicht auf diesem Rechner.',
    remedy:
      'Importieren Sie seine Wiederherstellungsphrase, seinen Seed oder seine JSON-Datei, um es zu benutzen.',
  },
  'watched-cannot-sign': {
    message: 'Das Konto {{name}} wird nur beobachtet und kann nicht signieren.',
    consequence: NOTHING_SIGNED,
    remedy: 'Wählen Sie ein anderes Konto, oder importieren Sie den Schlüssel von diesem.',
  },
  'key-damaged': {
    message: 'Der Schlüssel von {{name}}, der auf diesem Rechner gespeichert ist, ist beschädigt.',
    consequence:
      'Das Konto kann hier nicht signieren, mit keiner Passphrase. Sein Guthaben auf der Chain ist sicher, und andere Konten funktionieren.',
    remedy:
      'Importieren Sie das Konto neu aus seiner Wiederherstellungsphrase oder einer Datei: Das bringt den Schlüssel in Ordnung. Oder entfernen Sie es von diesem Rechner.',
  },
  'phrase-damaged': {
    message:
      'Die Wiederherstellungsphrase von {{name}}, die auf diesem Rechner gespeichert ist, ist beschädigt.',
    consequence:
      'Sie lässt sich nicht mehr zeigen; das Konto signiert weiterhin. Sein Guthaben auf der Chain ist sicher, und andere Konten funktionieren.',
    remedy: 'Suchen Sie, was Sie aufgeschrieben haben, oder exportieren Sie das Konto als Datei.',
  },
  unsealed: {
    message: 'Der Schlüssel von {{name}} ist ohne Passphrase gespeichert.',
    consequence:
      'So kam er aus einer Sicherung. Er öffnet sich für niemanden, bis er versiegelt ist, und nichts wurde signiert.',
    remedy: 'Geben Sie ihm eine Passphrase: Wallet, das Konto, „Passphrase ändern“.',
  },
  'too-many-tries': {
    message:
      'Zu viele falsche Passphrasen: Diese wurde nicht probiert. Versuchen Sie es in {{wait, wait}} erneut.',
    consequence: 'Das Konto bleibt gesperrt, und nichts wurde signiert.',
    remedy:
      'Warten Sie, und achten Sie dann auf Großbuchstaben und das Tastaturlayout. Jede weitere falsche verdoppelt die Wartezeit.',
  },
  'desktop-only': {
    message: 'Dieser Schlüssel wurde von der Desktop-App geschützt und lässt sich nur dort öffnen.',
    remedy:
      'Starten Sie die Desktop-App auf diesem Rechner, oder importieren Sie das Konto aus seiner Wiederherstellungsphrase.',
  },
  'name-differs': {
    message: 'Der Name stimmt nicht: Dieses Konto heißt {{name}}.',
    consequence: 'Das Konto ist noch hier.',
    remedy: 'Schreiben Sie den Namen genau so, um das Konto von diesem Rechner zu entfernen.',
  },
  guessable: {
    message: `Diese Passphrase ${GUESSABLE}`,
    consequence: NOT_SEALED,
    remedy: 'Wählen Sie eine andere, z. B. vier Wörter, die nichts miteinander zu tun haben.',
  },
  'guessable-for-file': {
    message: `Die Passphrase für die Datei ${GUESSABLE}`,
    consequence: NOT_SEALED,
    remedy: 'Wählen Sie eine andere, z. B. vier Wörter, die nichts miteinander zu tun haben.',
  },
  'guessable-for-accounts': {
    message: `Die Passphrase, unter der {{names, few}} hier gespeichert werden, ${GUESSABLE}`,
    consequence: NOT_SEALED,
    remedy:
      'Kein Konto wurde hinzugefügt. Geben Sie eine neue Passphrase für diesen Rechner an, z. B. vier Wörter, die nichts miteinander zu tun haben.',
  },
}
