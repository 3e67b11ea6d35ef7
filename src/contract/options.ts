import type { Said } from './words/said.ts'

/** What is wrong with a value, and where: names of properties and places in lists. */
export interface Problem {
  path: readonly (string | number)[]
  said: Said
}

/**
 * Schemas and values come from others: a check takes at most so many steps and goes so deep. What is beyond that, and
 * what this checker does not know (`pattern` among it, which may take for ever), is left to the agent.
 */
const MOST_STEPS = 20_000
const MOST_DEPTH = 48

type Schema = Record<string, unknown>
type Path = Problem['path']
interface Check {
  root: unknown
  steps: number
  depth: number
}
interface Verdict {
  problems: Problem[]
  /** False: it may be wrong in what was not checked. */
  whole: boolean
}
class Beyond extends Error {}

const none: Verdict = { problems: [], whole: true }
const unknown: Verdict = { problems: [], whole: false }
const isSchema = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isNumber = (value: unknown): value is number => typeof value === 'number'

function joined(verdicts: readonly Verdict[]): Verdict {
  return {
    problems: verdicts.flatMap(({ problems }) => problems),
    whole: verdicts.every(({ whole }) => whole),
  }
}
const wrong = (path: Path, code: string, facts: Said['facts'] = {}): Verdict => ({
  problems: [{ path, said: { code: `options.${code}`, facts } }],
  whole: true,
})
const unless = (fine: boolean, path: Path, code: string, facts?: Said['facts']): Verdict =>
  fine ? none : wrong(path, code, facts)

function spend(check: Check, steps = 1): void {
  check.steps += steps
  if (check.steps > MOST_STEPS) throw new Beyond()
}

/** A value as one text, whatever the order of its properties. */
function canonical(value: unknown, check: Check, depth = 0): string {
  if (depth > MOST_DEPTH) throw new Beyond()
  spend(check, typeof value === 'string' ? 1 + (value.length >> 6) : 1)
  if (Array.isArray(value)) return `[${value.map((each) => canonical(each, check, depth + 1)).join()}]`
  if (!isSchema(value)) return JSON.stringify(value) ?? ''
  const entries = Object.keys(value).sort()
  return `{${entries.map((key) => `${JSON.stringify(key)}:${canonical(value[key], check, depth + 1)}`).join()}}`
}
const shown = (value: unknown): string =>
  (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 80)

const types: Record<string, (value: unknown) => boolean> = {
  string: (value) => typeof value === 'string',
  number: isNumber,
  integer: Number.isInteger,
  boolean: (value) => typeof value === 'boolean',
  array: Array.isArray,
  object: isSchema,
  null: (value) => value === null,
}

type Rule = (wanted: unknown, value: unknown, path: Path, check: Check, schema: Schema) => Verdict

/** A rule for values of one kind; the others have nothing to do with it. */
const bound =
  <T>(
    kind: (value: unknown) => value is T,
    fits: (value: T, wanted: number) => boolean,
    code: string,
  ): Rule =>
  (wanted, value, path) => {
    if (!isNumber(wanted)) return unknown
    return kind(value) ? unless(fits(value, wanted), path, code, { wanted }) : none
  }
const isText = (value: unknown): value is string => typeof value === 'string'
const isList = (value: unknown): value is unknown[] => Array.isArray(value)
const size = (value: Schema) => Object.keys(value).length

/** How many of several schemas a value fits; null where that cannot be said. */
function fitting(
  wanted: unknown,
  value: unknown,
  path: Path,
  check: Check,
): { least: number; most: number } | null {
  if (!isList(wanted)) return null
  const verdicts = wanted.map((each) => verdictOf(each, value, path, check))
  return {
    least: verdicts.filter(({ problems, whole }) => whole && problems.length === 0).length,
    most: verdicts.filter(({ problems }) => problems.length === 0).length,
  }
}

const rules: Record<string, Rule> = {
  type(wanted, value, path) {
    const all = (isList(wanted) ? wanted : [wanted]).filter(isText)
    if (all.length === 0 || !all.every((type) => Object.hasOwn(types, type))) return unknown
    const code = all.length === 1 ? `type-${all[0]}` : 'type-several'
    return unless(
      all.some((type) => types[type]?.(value)),
      path,
      code,
    )
  },
  enum(wanted, value, path, check) {
    if (!isList(wanted)) return unknown
    const own = canonical(value, check)
    const fits = wanted.some((each) => canonical(each, check) === own)
    return unless(fits, path, 'enum', { values: wanted.slice(0, 20).map(shown) })
  },
  const: (wanted, value, path, check) =>
    unless(canonical(wanted, check) === canonical(value, check), path, 'const', { wanted: shown(wanted) }),
  minimum: bound(isNumber, (value, wanted) => value >= wanted, 'minimum'),
  maximum: bound(isNumber, (value, wanted) => value <= wanted, 'maximum'),
  exclusiveMinimum: bound(isNumber, (value, wanted) => value > wanted, 'above'),
  exclusiveMaximum: bound(isNumber, (value, wanted) => value < wanted, 'below'),
  multipleOf: bound(
    isNumber,
    (value, wanted) => wanted <= 0 || Math.abs(value / wanted - Math.round(value / wanted)) < 1e-9,
    'multiple',
  ),
  minLength: bound(isText, (value, wanted) => [...value].length >= wanted, 'longer'),
  maxLength: bound(isText, (value, wanted) => [...value].length <= wanted, 'shorter'),
  minItems: bound(isList, (value, wanted) => value.length >= wanted, 'more'),
  maxItems: bound(isList, (value, wanted) => value.length <= wanted, 'fewer'),
  minProperties: bound(isSchema, (value, wanted) => size(value) >= wanted, 'more'),
  maxProperties: bound(isSchema, (value, wanted) => size(value) <= wanted, 'fewer'),
  uniqueItems(wanted, value, path, check) {
    if (wanted !== true || !isList(value)) return none
    return unless(new Set(value.map((each) => canonical(each, check))).size === value.length, path, 'unique')
  },
  items(wanted, value, path, check, { prefixItems }) {
    if (isList(wanted)) return unknown
    const from = isList(prefixItems) ? prefixItems.length : 0
    if (!isList(value)) return none
    return joined(value.slice(from).map((each, at) => verdictOf(wanted, each, [...path, at + from], check)))
  },
  prefixItems: (wanted, value, path, check) =>
    isList(wanted) && isList(value)
      ? joined(
          wanted.slice(0, value.length).map((each, at) => verdictOf(each, value[at], [...path, at], check)),
        )
      : none,
  required: (wanted, value, path) =>
    isList(wanted) && isSchema(value)
      ? joined(
          wanted.filter(isText).map((name) => unless(Object.hasOwn(value, name), [...path, name], 'needed')),
        )
      : none,
  properties: (wanted, value, path, check) =>
    isSchema(wanted) && isSchema(value)
      ? joined(
          Object.keys(value)
            .filter((name) => Object.hasOwn(wanted, name))
            .map((name) => verdictOf(wanted[name], value[name], [...path, name], check)),
        )
      : none,
  additionalProperties(wanted, value, path, check, { properties, patternProperties }) {
    if (patternProperties !== undefined) return unknown
    if (!isSchema(value)) return none
    const more = Object.keys(value).filter(
      (name) => !isSchema(properties) || !Object.hasOwn(properties, name),
    )
    return joined(
      more.map((name) =>
        wanted === false
          ? wrong([...path, name], 'unknown', { name: name.slice(0, 80) })
          : verdictOf(wanted, value[name], [...path, name], check),
      ),
    )
  },
  allOf: (wanted, value, path, check) =>
    isList(wanted) ? joined(wanted.map((each) => verdictOf(each, value, path, check))) : unknown,
  anyOf(wanted, value, path, check) {
    const count = fitting(wanted, value, path, check)
    if (!count || (count.least === 0 && count.most > 0)) return unknown
    return unless(count.least > 0, path, 'combination')
  },
  oneOf(wanted, value, path, check) {
    const count = fitting(wanted, value, path, check)
    if (!count || (count.least < 2 && count.least !== count.most)) return unknown
    return unless(count.least === 1, path, 'combination')
  },
  not(wanted, value, path, check) {
    const { problems, whole } = verdictOf(wanted, value, path, check)
    if (problems.length > 0) return none
    if (!whole) return unknown
    const names = isSchema(wanted) && isList(wanted['required']) ? wanted['required'].filter(isText) : []
    return names.length > 1
      ? wrong(path, 'together', { names: names.slice(0, 20).map(shown) })
      : wrong(path, 'combination')
  },
  $ref(wanted, value, path, check) {
    const schema = pointedAt(check.root, wanted)
    return schema === undefined ? unknown : verdictOf(schema, value, path, check)
  },
}

/** Say something about a schema, nothing about a value. */
const remarks = new Set([
  ...['$schema', '$id', '$comment', '$defs', 'definitions', 'title', 'description', 'default', 'examples'],
  ...['deprecated', 'readOnly', 'writeOnly', 'format', 'contentMediaType', 'contentEncoding'],
])

/** The schema that a reference within the same document names. */
function pointedAt(root: unknown, reference: unknown): unknown {
  if (typeof reference !== 'string' || !/^#(\/|$)/.test(reference)) return undefined
  const parts = reference.split('/').slice(1)
  return parts.reduce<unknown>((at, part) => {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~')
    return isSchema(at) && Object.hasOwn(at, name) ? at[name] : undefined
  }, root)
}

function verdictOf(schema: unknown, value: unknown, path: Path, check: Check): Verdict {
  spend(check, isText(value) ? 1 + (value.length >> 6) : 1)
  if (schema === true) return none
  if (schema === false) return wrong(path, 'combination')
  if (!isSchema(schema) || check.depth > MOST_DEPTH) return unknown
  check.depth++
  const verdicts = Object.keys(schema)
    .filter((keyword) => !remarks.has(keyword))
    .map((keyword) => {
      const rule = Object.hasOwn(rules, keyword) ? rules[keyword] : undefined
      return rule ? rule(schema[keyword], value, path, check, schema) : unknown
    })
  check.depth--
  return joined(verdicts)
}

/** What speaks against options, by the JSON Schema that an agent's manifest has for them. Never throws. */
export function optionProblems(schema: unknown, options: unknown): Problem[] {
  try {
    return verdictOf(schema, options, [], { root: schema, steps: 0, depth: 0 }).problems
  } catch (error) {
    if (error instanceof Beyond || error instanceof RangeError) return []
    throw error
  }
}

/** A schema without the references and the `null` beside it, for a form; null for what is none. */
export function plainSchema(root: unknown, schema: unknown, depth = 0): Schema | null {
  if (!isSchema(schema) || depth > 8) return null
  const { $ref, anyOf, ...rest } = schema
  const one = $ref === undefined ? withoutNull(anyOf) : pointedAt(root, $ref)
  if ($ref === undefined && anyOf === undefined) return schema
  const plain = plainSchema(root, one, depth + 1)
  return plain && { ...plain, ...rest }
}
function withoutNull(schemas: unknown): unknown {
  const others = isList(schemas) ? schemas.filter((each) => !isSchema(each) || each['type'] !== 'null') : []
  return others.length === 1 ? others[0] : undefined
}
