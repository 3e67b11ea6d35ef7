import type { Translation } from '../../../contract/words/translation.ts'
import type { faucet as english } from './messages.ts'

export const faucet: Translation<typeof english> = {
  title: 'AINU vom Faucet',
  what: 'Der Faucet gibt {{amount}} AINU umsonst: Dieser Rechner löst ein kleines Rätsel; Gebühr und Schlüssel sind nicht nötig.',
  claim: '{{amount}} AINU holen',
  working: 'Das Rätsel wird gelöst…',
  disabled: 'In diesem Netzwerk gibt es keinen Faucet.',
  again: 'Dieses Konto darf {{when}} wieder fragen.',
  empty: 'Der Faucet hat noch {{pot}} AINU, weniger als er auf einmal gibt.',
}
