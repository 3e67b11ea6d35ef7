import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { optionProblems } from './options.ts'

const found = (schema: unknown, value: unknown) =>
  optionProblems(schema, value).map(({ path, said }) => `${path.join('.')} ${said.code.split('.')[1]}`)
const summarizer = {
  type: 'object',
  additionalProperties: false,
  not: { required: ['sentences', 'ratio'] },
  properties: {
    sentences: { type: 'integer', minimum: 1, maximum: 100 },
    ratio: { type: 'number', exclusiveMinimum: 0, maximum: 1 },
    format: { type: 'string', enum: ['markdown', 'plain'] },
  },
}

describe('options', () => {
  it.each<[unknown, string[]]>([
    [{}, []],
    [{ sentences: 3, format: 'plain' }, []],
    [{ sentences: 0 }, ['sentences minimum']],
    [{ sentences: 2.5 }, ['sentences type-integer']],
    [{ sentences: '3' }, ['sentences type-integer']],
    [{ ratio: 0 }, ['ratio above']],
    [{ ratio: 2, format: 'html' }, ['ratio maximum', 'format enum']],
    [{ sentences: 1, ratio: 0.5 }, [' together']],
    [{ language: 'de' }, ['language unknown']],
    [[], [' together', ' type-object']],
  ])('%j of the summarizer: %j', (value, expected) =>
    expect(found(summarizer, value).sort()).toEqual([...expected].sort()),
  )

  it.each<[string, unknown, unknown, string[]]>([
    ['a reference', { $ref: '#/$defs/a', $defs: { a: { const: 1 } } }, 2, [' const']],
    ['what is needed', { required: ['a'] }, {}, ['a needed']],
    [
      'lists',
      { items: { maxLength: 1 }, minItems: 3, uniqueItems: true },
      ['é', '😀😀', 'é'],
      ['1 shorter', ' unique'],
    ],
    ['one of several', { oneOf: [{ type: 'integer' }, { minimum: 5 }] }, 7, [' combination']],
    ['any of several', { anyOf: [{ type: 'string' }, { type: 'null' }] }, 7, [' combination']],
    ['a step', { multipleOf: 0.1 }, 0.35, [' multiple']],
    ['what is not known is left to the agent', { patternProperties: {}, if: {}, then: false }, {}, []],
    ['not what is not known', { not: { pattern: 'a' } }, 'b', []],
    ['names that every object has', { properties: { toString: false } }, {}, []],
  ])('are held to %s', (_, schema, value, expected) => expect(found(schema, value)).toEqual(expected))
})

describe('a hostile schema', () => {
  const doubling = Object.fromEntries(
    Array.from({ length: 60 }, (_, at) => [
      `d${at}`,
      { allOf: [{ $ref: `#/$defs/d${at + 1}` }, { $ref: `#/$defs/d${at + 1}` }] },
    ]),
  )
  let deep: unknown = { type: 'string' }
  for (let at = 0; at < 100_000; at++) deep = { allOf: [deep] }

  it.each<[string, unknown, unknown]>([
    ['points at itself', { $ref: '#' }, {}],
    ['doubles with every step', { $ref: '#/$defs/d0', $defs: doubling }, {}],
    ['is too deep', deep, {}],
    ['has a pattern that never ends', { type: 'string', pattern: '^(a+)+$' }, `${'a'.repeat(60_000)}!`],
    ['names everything', { enum: Array.from({ length: 100_000 }, (_, at) => at) }, 'x'],
  ])('that %s is left to the agent, at once', (_, schema, value) => expect(found(schema, value)).toEqual([]))

  it('never throws, whatever it is', () =>
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (schema, value) => {
        expect(Array.isArray(optionProblems(schema, value))).toBe(true)
      }),
    ))
})
