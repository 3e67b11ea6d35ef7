import { cleanup, fireEvent, screen } from '@testing-library/react'
import { useState } from 'react'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { showPart } from '../../../testing/page.tsx'
import { OptionsForm } from './options-form.tsx'

afterEach(cleanup)
let kept = ''
beforeEach(() => {
  kept = ''
})
const Held = ({ schema, begin }: { schema: unknown; begin: string }) => {
  const [text, setText] = useState(begin)
  kept = text
  return <OptionsForm schema={schema} text={text} onChange={setText} />
}
const show = (schema: unknown, begin = '') => showPart(<Held schema={schema} begin={begin} />)
const type = (name: RegExp, value: string) =>
  fireEvent.change(screen.getByLabelText(name), { target: { value } })

const schema = {
  type: 'object',
  additionalProperties: false,
  not: { required: ['sentences', 'ratio'] },
  required: ['tone'],
  properties: {
    sentences: { type: 'integer', title: 'Sentences', description: 'How many.', minimum: 1, maximum: 100 },
    ratio: { type: 'number', title: 'Share', exclusiveMinimum: 0 },
    format: { type: 'string', title: 'Format', enum: ['markdown', 'plain'], default: 'markdown' },
    tone: { $ref: '#/$defs/tone' },
    quotes: { type: 'boolean', title: 'Keep quotations', default: true },
  },
  $defs: { tone: { type: 'string', title: 'Tone', maxLength: 5 } },
}

it('is a form with titles, descriptions, defaults and bounds', async () => {
  await show(schema)
  screen.getByText('How many.')
  screen.getByPlaceholderText('otherwise markdown')
  expect(screen.getByLabelText<HTMLInputElement>('Keep quotations').checked).toBe(true)
  type(/^Sentences/, '0')
  screen.getByText('It must be at least 1.')
  type(/^Sentences/, '3')
  expect(screen.queryByText('It must be at least 1.')).toBeNull()
  type(/^Tone/, 'gentle')
  screen.getByText('It must have at most 5 characters.')
  type(/^Tone/, 'calm')
  fireEvent.click(screen.getByLabelText('Keep quotations'))
  expect(JSON.parse(kept)).toEqual({ sentences: 3, tone: 'calm', quotes: false })
  type(/^Sentences/, '')
  expect(JSON.parse(kept)).toEqual({ tone: 'calm', quotes: false })
})

it('takes what is typed digit by digit', async () => {
  await show(schema)
  for (const typed of ['0', '0.', '0.2', '0.25']) type(/^Share/, typed)
  expect(JSON.parse(kept)).toEqual({ ratio: 0.25 })
})

it('says what does not go together', async () => {
  await show(schema, '{"sentences":1,"ratio":1}')
  expect(screen.getByRole('alert').textContent).toBe('These do not go together: sentences, ratio.')
})

it.each([
  ['nothing of its fields', { type: 'object' }, '{"sentences":1}', null],
  [
    'what no form has',
    { properties: { list: { type: 'array', items: { type: 'string' } } } },
    '{"list":[1]}',
    /^list.0: A text is expected/,
  ],
  [
    'something else than is written',
    schema,
    '{"language":"de"}',
    /^language: The agent does not know "language"/,
  ],
  ['anything, and what is written is none', schema, '{', /^This is not a JSON object/],
])('is a field for JSON where the schema says %s', async (_, asked, begin, error) => {
  await show(asked, begin)
  expect(screen.getByLabelText<HTMLTextAreaElement>('Options (JSON)').value).toBe(begin)
  if (error) screen.getByText(error)
})

it('marks what is hidden in what others wrote, and stays short', async () => {
  await show({ properties: { a: { type: 'string', title: 'a\u202Eb', description: 'x'.repeat(10_000) } } })
  screen.getByLabelText('a[U+202E]b')
  screen.getByText('x'.repeat(400))
})
