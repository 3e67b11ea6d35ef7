import { plainSchema } from '../../../../contract/options.ts'
import { marked } from '../../../../contract/text.ts'

/** More than this is no form any more: then the options are written as JSON. */
const MOST_FIELDS = 40
const MOST_CHOICES = 200

type Primitive = string | number | boolean
/** One option as a form shows it; what others wrote of it is short and marked. */
export interface OptionField {
  name: string
  label: string
  hint: string
  kind: 'choice' | 'switch' | 'integer' | 'number' | 'text'
  choices: readonly Primitive[]
  needed: boolean
  /** What the agent takes where nothing is chosen. */
  usual: Primitive | undefined
}

const isPrimitive = (value: unknown): value is Primitive =>
  ['string', 'number', 'boolean'].includes(typeof value)
const words = (value: unknown, most: number) =>
  typeof value === 'string' ? marked(value.slice(0, most)) : ''

const kinds = { string: 'text', number: 'number', integer: 'integer', boolean: 'switch' } as const

function kindOf(schema: Record<string, unknown>): Pick<OptionField, 'kind' | 'choices'> | null {
  const { enum: choices, type } = schema
  if (Array.isArray(choices))
    return choices.length <= MOST_CHOICES && choices.every(isPrimitive) ? { kind: 'choice', choices } : null
  const kind = typeof type === 'string' && Object.hasOwn(kinds, type) && kinds[type as keyof typeof kinds]
  return kind ? { kind, choices: [] } : null
}

/** The fields of a form for options; null where their schema asks for more than a form has. */
export function optionFields(schema: unknown): OptionField[] | null {
  const { properties, required } = plainSchema(schema, schema) ?? {}
  const names = typeof properties === 'object' && properties !== null ? Object.keys(properties) : []
  if (names.length === 0 || names.length > MOST_FIELDS || names.includes('__proto__')) return null
  const fields = names.map((name): OptionField | null => {
    const own = plainSchema(schema, (properties as Record<string, unknown>)[name])
    const kind = own && kindOf(own)
    if (!kind) return null
    return {
      ...kind,
      name,
      label: words(own['title'], 80) || words(name, 80),
      hint: words(own['description'], 400),
      needed: Array.isArray(required) && required.includes(name),
      usual: isPrimitive(own['default']) ? own['default'] : undefined,
    }
  })
  return fields.every((field) => field !== null) ? fields : null
}
