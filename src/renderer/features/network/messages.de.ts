import type { Translation } from '../../../contract/words/translation.ts'
import type { network as english } from './messages.ts'

export const network: Translation<typeof english> = {
  title: 'Netzwerk',
  trust: {
    idle: 'Was Sie sehen, ist endgültig, Stand Block {{indexed}}. Diese Chain macht Blöcke, wenn etwas geschieht.',
    fresh: 'Was Sie sehen, ist auf dem Stand von Block {{indexed}}, endgültig und {{age}} alt.',
    behind:
      'Was Sie sehen, liegt {{lag}} Blöcke hinter der Chain; der Index holt auf, {{indexed}} von {{finalized}} Blöcken.',
    starting: 'Das Netzwerk startet; noch wird nichts gezeigt.',
    lost: 'Das Netzwerk ist nicht verbunden. Was Sie sehen, ist auf dem Stand von Block {{indexed}} und kann veraltet sein.',
    quiet:
      'Seit {{age}} kein neuer Block. Was Sie sehen, stimmt für Block {{indexed}}, aber das Netzwerk steht vielleicht still.',
  },
  chain: 'Chain',
  state: 'Verbindung',
  head: 'Neuester Block',
  finalized: 'Endgültig',
  indexed: 'Gelesen',
  lag: 'Noch zu lesen',
  rate: 'Liest',
  rateValue: '{{rate}} Blöcke/s',
  time: 'Zeit der Chain',
  age: 'Neuester Block ist',
  ageValue: '{{age}} alt',
  genesis: 'Genesis',
  spec: 'Runtime',
  restarts: 'Neustarts',
  actions: {
    reconnect: 'Erneut verbinden',
    rebuild: 'Den Index neu aufbauen',
    rebuildWhy:
      'Löscht, was Ainur von der Chain gelesen hat, und liest es ab dem ersten Block neu. Schlüssel, Guthaben und Einstellungen bleiben unberührt; Listen sind unvollständig, bis es fertig ist.',
    rebuildConfirm: 'Neu aufbauen',
  },
  join: {
    title: 'Diesem Netzwerk beitreten',
    why: 'Ein anderes Ainur oder polkadot.js apps auf diesem Rechner tritt mit dieser Adresse bei:',
    what: 'Endpunkt',
  },
  which: {
    title: 'Welches Netzwerk',
    embedded: 'Eingebettet',
    embeddedWhy: 'Eine ganze Chain in dieser App. Läuft offline; ihre AINU haben keinen Wert.',
    rpc: 'Ein anderes Netzwerk',
    rpcWhy: 'Eine Chain anderswo, über ihre WebSocket-Adresse. Sie sehen, was jener Server sagt.',
    url: 'Endpunkt',
    urlHint: 'wss://host:port; ws:// nur auf diesem Rechner',
    switch: 'Netzwerk wechseln',
    confirmTitle: 'Zu {{network}} wechseln?',
    switchWhy:
      'Schlüssel bleiben auf diesem Rechner; Guthaben, Aufgaben und Agenten sind dann die jenes Netzwerks und werden von dort neu gelesen. Agenten hier hören auf dem jetzigen auf zu arbeiten. Sie können jederzeit zurückwechseln.',
    goesOn: 'Fristen Ihrer Aufgaben dort laufen ohne Sie weiter.',
    standsStill: 'Die eingebettete Chain steht so lange still, und nichts auf ihr wird fällig.',
    confirm: 'Jetzt wechseln',
    stay: 'Hier bleiben',
    switching:
      'Verbindung zu {{network}} wird aufgebaut… Das jetzige Netzwerk bleibt in Gebrauch, bis es antwortet.',
  },
  parameters: {
    title: 'Regeln dieser Chain',
    protocolFee: 'Protokollgebühr',
    minStake: 'Mindest-Stake eines Agenten',
    minBond: 'Mindestkaution eines Gebots oder Streits',
    existentialDeposit: 'Mindestguthaben eines Kontos',
    minBiddingMs: 'Mindestdauer der Gebote',
    startMs: 'Ein Agent muss anfangen innerhalb von',
    minDisputeMs: 'Mindestdauer der Einspruchsfrist',
    resolutionMs: 'Ein Streit wird entschieden innerhalb von',
    unbondingMs: 'Wartezeit für Stakes',
  },
}
