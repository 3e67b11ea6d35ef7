import type { options as english } from './options.ts'
import type { Translation } from './translation.ts'

export const options: Translation<typeof english> = {
  'type-string': 'Hier wird ein Text erwartet.',
  'type-number': 'Hier wird eine Zahl erwartet.',
  'type-integer': 'Hier wird eine ganze Zahl erwartet.',
  'type-boolean': 'Hier wird true oder false erwartet.',
  'type-array': 'Hier wird eine Liste erwartet.',
  'type-object': 'Hier wird ein Objekt erwartet.',
  'type-null': 'Hier wird null erwartet.',
  'type-several': 'Hier wird ein Wert anderer Art erwartet.',
  enum: 'Hier wird eines davon erwartet: {{values, several}}.',
  const: 'Nur {{wanted}} wird angenommen.',
  minimum: 'Es muss mindestens {{wanted}} sein.',
  maximum: 'Es darf höchstens {{wanted}} sein.',
  above: 'Es muss mehr als {{wanted}} sein.',
  below: 'Es muss weniger als {{wanted}} sein.',
  multiple: 'Es muss ein Vielfaches von {{wanted}} sein.',
  longer: 'Es muss mindestens {{wanted}} Zeichen haben.',
  shorter: 'Es darf höchstens {{wanted}} Zeichen haben.',
  more: 'Es muss mindestens {{wanted}} Einträge haben.',
  fewer: 'Es darf höchstens {{wanted}} Einträge haben.',
  unique: 'Nichts darf doppelt vorkommen.',
  needed: 'Es wird gebraucht.',
  unknown: 'Der Agent kennt „{{name}}“ nicht.',
  together: 'Diese passen nicht zusammen: {{names, several}}.',
  combination: 'Diese Kombination wird nicht angenommen.',
}
