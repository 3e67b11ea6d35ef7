import type { content as english } from './content.ts'
import type { Translation } from './translation.ts'

const NOT_READ = 'Noch kann es niemand sonst lesen, und nichts wurde signiert. Es bleibt auf diesem Rechner.'

export const content: Translation<typeof english> = {
  'block-damaged': {
    message: 'Der gespeicherte Block {{cid}} war beschädigt und wurde entfernt.',
    consequence: 'Der Inhalt, zu dem er gehört, ist auf diesem Rechner unvollständig.',
    remedy: 'Fügen Sie den Inhalt noch einmal hinzu, oder holen Sie ihn noch einmal aus dem Netzwerk.',
  },
  'block-missing': {
    message: 'Der Block {{cid}} ist nicht auf diesem Rechner.',
    consequence: 'Der Inhalt, zu dem er gehört, lässt sich nicht lesen.',
    remedy: 'Holen Sie den Inhalt noch einmal, wenn ein Rechner erreichbar ist, der ihn hat.',
  },
  'too-large-to-add': {
    message: 'Inhalt von {{size}} Bytes ist zu groß; die Grenze sind {{most}} Bytes.',
    remedy: 'Nehmen Sie kleineren Inhalt.',
  },
  'not-taken': {
    message: 'Das Netzwerk hat den Inhalt nicht angenommen.',
    consequence: NOT_READ,
    remedy: 'Versuchen Sie es erneut, wenn das Netzwerk erreichbar ist.',
  },
  refused: {
    message: 'Das Netzwerk speichert Inhalt nur für Konten, die es kennt.',
    consequence: NOT_READ,
    remedy: 'Holen Sie AINU für dieses Konto in diesem Netzwerk, und versuchen Sie es dann erneut.',
  },
  full: {
    message: 'Das Netzwerk hat keinen Platz für weiteren Inhalt.',
    consequence: NOT_READ,
    remedy:
      'Bitten Sie den, der das Netzwerk betreibt, Platz zu schaffen, oder arbeiten Sie einstweilen auf Ihrer eigenen Chain.',
  },
  quota: {
    message: 'Das Netzwerk nimmt von diesem Konto zurzeit keinen Inhalt mehr an: Es gibt eine Grenze je Tag.',
    consequence: NOT_READ,
    remedy: 'Versuchen Sie es später erneut, spätestens morgen; oder nehmen Sie kleineren Inhalt.',
  },
  lost: {
    message_one: 'Inhalt auf diesem Rechner fehlt oder wurde beschädigt: ein Block.',
    message_other: 'Inhalt auf diesem Rechner fehlt oder wurde beschädigt: {{count, number}} Blöcke.',
    consequence:
      'Eingaben, Ergebnisse oder Programme, zu denen er gehört, lassen sich hier nicht anzeigen oder bearbeiten, bis er wieder da ist. Er wird vom Netzwerk erfragt, wenn er gebraucht wird. Geld ist nicht betroffen, aber ein Agent, dessen Arbeit sich nicht lesen lässt, wird nicht bezahlt.',
    remedy:
      'Fügen Sie die Dateien noch einmal hinzu, oder beenden Sie Ainur und legen Sie den Ordner „content“ aus einer Sicherung zurück. Prüfen Sie das Laufwerk: Eine beschädigte Datei bleibt selten allein.',
  },
  'guests-lost': {
    message: 'Was andere bei diesem Netzwerk gespeichert haben, war beschädigt und wird neu begonnen.',
    consequence:
      'Rechner, die Ihrer eingebetteten Chain beigetreten sind, haben, was sie gespeichert haben, aber andere bekommen es von hier vielleicht nicht mehr. Ihr eigener Inhalt ist nicht betroffen.',
    remedy:
      'Löschen Sie {{file}}, wenn Sie die Datei nicht brauchen. Prüfen Sie das Laufwerk: Eine beschädigte Datei bleibt selten allein.',
  },
  'bad-cid': {
    message: '„{{text}}“ ist keine Inhaltskennung, die Ainur liest: {{why}}.',
    remedy: 'Kopieren Sie die Kennung noch einmal; sie beginnt mit „bafk“ oder „bafy“.',
  },
  'not-a-file': {
    message: 'Diese Kennung steht für einen Ordner oder etwas anderes, das keine Datei ist.',
    consequence: 'Es hat keinen Inhalt, der sich lesen lässt.',
    remedy: 'Nehmen Sie die Kennung der Datei selbst.',
  },
  'too-large': {
    message: 'Der Inhalt ist größer als {{most}} Bytes.',
    consequence: 'Er wurde nicht gelesen.',
    remedy: 'Nehmen Sie kleineren Inhalt.',
  },
  'not-lost':
    'Der Inhalt lässt sich jetzt nicht anzeigen oder bearbeiten. Er ist noch nicht verloren, und Geld ist sicher.',
  'not-version-1': 'sie ist nicht von Version 1',
  'not-sha-256': 'ihr Hash ist nicht SHA-256',
  'names-no-file': 'sie steht weder für Bytes noch für eine Datei',
  missing: {
    message: 'Dieser Inhalt ist weder auf diesem Rechner noch im Netzwerk.',
    consequence: 'Er lässt sich nicht anzeigen oder bearbeiten.',
    remedy:
      'Versuchen Sie es erneut, wenn der online ist, der ihn hinzugefügt hat, oder auf dem Rechner, auf dem er hinzugefügt wurde.',
  },
}
