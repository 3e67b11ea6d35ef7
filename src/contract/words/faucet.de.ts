import type { faucet as english } from './faucet.ts'
import type { Translation } from './translation.ts'

const NOTHING = 'Nichts wurde ausgezahlt.'

export const faucet: Translation<typeof english> = {
  get: '{{amount, ainu}} vom Faucet holen',
  disabled: {
    message: 'Dieses Netzwerk hat keinen Faucet.',
    consequence: NOTHING,
    remedy: 'Fragen Sie jemanden, der AINU hat, oder nehmen Sie das eingebettete Netzwerk.',
  },
  empty: {
    message: 'Der Faucet ist leer.',
    consequence: NOTHING,
    remedy: 'Versuchen Sie es später erneut, oder fragen Sie jemanden, der AINU hat.',
  },
  'too-soon': {
    message: 'Diese Adresse hat vor weniger als einer Stunde vom Faucet bekommen.',
    consequence: NOTHING,
    remedy: 'Versuchen Sie es in einer Stunde erneut.',
  },
  'too-soon-until': {
    message: 'Diese Adresse hat vor weniger als einer Stunde vom Faucet bekommen.',
    consequence: NOTHING,
    remedy: 'Versuchen Sie es nach {{at, utc}} erneut.',
  },
  work: {
    message: 'Der Arbeitsnachweis wurde nicht angenommen.',
    consequence: NOTHING,
    remedy: 'Versuchen Sie es erneut.',
  },
  anchor: {
    message: 'Der Arbeitsnachweis dauerte zu lange: Sein Block ist nicht mehr neu genug.',
    consequence: NOTHING,
    remedy: 'Versuchen Sie es erneut.',
  },
  'under-way': {
    message: 'Für diese Adresse ist schon eine Anfrage unterwegs.',
    remedy: 'Warten Sie auf den nächsten Block.',
  },
}
