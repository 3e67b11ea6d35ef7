import type { chain as english } from './chain.ts'
import type { Translation } from './translation.ts'

const CHECK_DISK = 'Prüfen Sie das Laufwerk: Eine beschädigte Datei bleibt selten allein.'
const MAY_BE_OLD = 'Nichts wurde gesendet. Was angezeigt wird, kann veraltet sein.'
const KEEPS_TRYING = 'Ainur versucht weiter zu verbinden. Sie können auch ein anderes Netzwerk wählen.'
const CHECK_ADDRESS = 'Prüfen Sie die Adresse und dass das Netzwerk läuft, und versuchen Sie es dann erneut.'
const OVER_BY_NOW =
  'Nichts wurde signiert: Was angezeigt wird, kann inzwischen überholt sein. Zahlungen und neue Aufgaben warten nicht darauf.'
const CAUGHT_UP = 'Warten Sie, bis es aufgeholt hat, und versuchen Sie es erneut.'
const NOT_HAPPENED =
  'Was nach Block {{height}} geschah, ist nicht geschehen: Zahlungen sind wieder, wo sie waren, und Aufgaben und Agenten dieser Blöcke gibt es nicht.'

export const chain: Translation<typeof english> = {
  offline: {
    message: 'Im Moment ist keine Chain verbunden.',
    consequence: MAY_BE_OLD,
    remedy: KEEPS_TRYING,
  },
  'index-of-another': {
    message: 'Der Index zeigt die verbundene Chain noch nicht.',
    consequence: MAY_BE_OLD,
    remedy: KEEPS_TRYING,
  },
  closing: {
    message: 'Ainur wird beendet.',
    consequence: MAY_BE_OLD,
    remedy: 'Starten Sie es wieder, um weiterzumachen.',
  },
  'unknown-call': {
    message: 'Die Runtime dieses Netzwerks kennt {{name}} nicht.',
    consequence: 'Nichts wurde gesendet.',
    remedy: 'Wählen Sie ein Netzwerk, auf dem Ainur läuft, oder aktualisieren Sie die App.',
  },
  'no-parameters': {
    message: 'Die Runtime dieses Netzwerks nennt ihre Parameter nicht.',
    remedy: 'Wählen Sie ein Netzwerk, auf dem Ainur läuft.',
  },
  'not-connected': {
    message: 'Ainur konnte sich nicht mit {{where}} verbinden: {{why}}',
    consequence: 'Das Netzwerk wurde nicht gewechselt.',
    remedy: CHECK_ADDRESS,
  },
  'embedded-not-opened': {
    message: 'Ainur konnte sich nicht mit der eingebetteten Chain verbinden: {{why}}',
    consequence: 'Das Netzwerk wurde nicht gewechselt.',
    remedy:
      'Versuchen Sie es noch einmal. Geschieht es wieder, öffnen Sie das Protokoll in den Einstellungen, und melden Sie es.',
  },
  works: {
    message: 'Die eingebettete Chain funktioniert, oder ein anderes Netzwerk ist gewählt.',
    consequence: 'Keine neue Chain wurde begonnen.',
    remedy: 'Eine neue Chain lässt sich nur anstelle einer beginnen, die nicht benutzt werden kann.',
  },
  'not-ainur': {
    message:
      '{{url}} ist keine Ainur-Chain oder eine neuere: Ihre Transaktionen werden auf eine Weise signiert, die dieses Ainur nicht kennt ({{runtime}} {{version}}).',
    consequence: 'Nichts wurde signiert und nichts bezahlt.',
    remedy: 'Aktualisieren Sie Ainur, oder wählen Sie einen anderen Endpunkt.',
  },
  differs: {
    message: 'Was signiert werden sollte, ist nicht, was angezeigt wurde: Es enthält {{what}}.',
    consequence: 'Nichts wurde gesendet und nichts bezahlt.',
    remedy:
      'Der Endpunkt lügt vielleicht. Wählen Sie ein anderes Netzwerk oder einen anderen Endpunkt, und melden Sie das.',
  },
  behind: {
    message: 'Ainur liest noch, was auf der Chain geschehen ist.',
    consequence: OVER_BY_NOW,
    remedy: CAUGHT_UP,
  },
  'behind-by': {
    message: 'Ainur liest noch, was auf der Chain geschehen ist: {{read}} von {{blocks}} Blöcken.',
    consequence: OVER_BY_NOW,
    remedy: CAUGHT_UP,
  },
  'other-chain': {
    message: 'Die eingebettete Chain ist eine andere als vorher.',
    consequence:
      'Guthaben, Agenten und Aufgaben der früheren Chain gibt es darauf nicht. Ihre Konten sind dieselben.',
    remedy:
      'Wenn nicht Sie eine andere Chain dorthin gelegt haben, beenden Sie Ainur und legen Sie den Ordner „chain“ aus einer Sicherung zurück.',
  },
  moved: {
    message: 'Die eingebettete Chain hat eine andere Adresse als vorher: {{url}}',
    consequence:
      'Port {{port}}, den sie hatte, wird von einem anderen Programm benutzt. Programme mit der alten Adresse finden die Chain dort nicht.',
    remedy: 'Geben Sie ihnen die neue Adresse. Ainur behält sie von jetzt an.',
  },
  unusable: {
    message: 'Die eingebettete Chain lässt sich nicht benutzen.',
    consequence: '{{why}}',
    remedy: 'Andere Netzwerke lassen sich einstweilen benutzen.',
  },
  repaired: {
    message: 'Die Datei der eingebetteten Chain war beschädigt.',
    consequence:
      'Sie wurde aus dem, was sonst darin steht, in Ordnung gebracht: Die Chain ist bis zu ihrem letzten Block, {{height}}, vollständig. Die beschädigte Datei liegt daneben.',
    remedy: CHECK_DISK,
  },
  shortened: {
    message: 'Die Datei der eingebetteten Chain war beschädigt.',
    consequence:
      'Ihr Zustand ist bis Block {{height}} vollständig, und von dort geht es weiter. Blöcke bis {{from}} sind weg. Die beschädigte Datei liegt daneben.',
    remedy: CHECK_DISK,
  },
  'lost-blocks': {
    message: 'Die eingebettete Chain hat ihre neuesten Blöcke verloren.',
    consequence_zero: `${NOT_HAPPENED} Der Index wird neu aufgebaut.`,
    consequence_one: `${NOT_HAPPENED} Von Ihren Transaktionen ist eine als verloren markiert. Der Index wird neu aufgebaut.`,
    consequence_other: `${NOT_HAPPENED} Von Ihren Transaktionen sind {{count, number}} als verloren markiert. Der Index wird neu aufgebaut.`,
    remedy: `Sehen Sie sich Ihre Transaktionen an, und tun Sie noch einmal, was Sie weiterhin wollen. ${CHECK_DISK}`,
  },
  'damaged-blocks': {
    message: 'Alte Blöcke der eingebetteten Chain sind auf diesem Laufwerk beschädigt.',
    consequence:
      'Der jetzige Zustand ist vollständig, und die Chain läuft weiter. Die Blöcke {{blocks, several}} lassen sich nicht ganz lesen: Der Index könnte aus ihnen nicht neu aufgebaut werden.',
    remedy: `Um sie zurückzuholen, beenden Sie Ainur und legen Sie den Ordner „chain“ aus einer Sicherung zurück. ${CHECK_DISK}`,
  },
}
