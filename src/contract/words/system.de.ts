import type { system as english } from './system.ts'
import type { Translation } from './translation.ts'

export const system: Translation<typeof english> = {
  embedded: 'Eingebettet',
  'opening-data': 'Ihre Daten werden geöffnet',
  'preparing-keys': 'Schlüssel werden vorbereitet',
  'starting-network': 'Das Netzwerk wird gestartet',
  'starting-agents': 'Agenten werden gestartet',
  connecting: 'Verbindung wird aufgebaut',
  'reading-chain': 'Die Chain wird gelesen',
  'still-starting': {
    message: 'Ainur startet noch: {{step}}.',
    remedy: 'Warten Sie einen Moment und versuchen Sie es erneut.',
  },
  'data-open': 'Ihre Daten sind geöffnet.',
  'data-and-index-open': 'Ihre Daten und der Index sind geöffnet.',
  'not-opened': 'Das Netzwerk ließ sich nicht öffnen.',
  'no-answer-yet': 'Das Netzwerk antwortet noch nicht; Ainur versucht es weiter.',
  waits: 'Was im Gange war, wartet und wird noch einmal versucht; Geld auf der Chain ist sicher.',
  'index-stands': 'Der Index steht bei Block {{block}} still und wird noch einmal versucht: {{why}}',
  'index-stands-at-none': 'Der Index steht noch vor dem ersten Block und wird noch einmal versucht: {{why}}',
}
