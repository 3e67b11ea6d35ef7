import { describe, expect, it } from 'vitest'
import { Action, Transaction } from './actions.ts'
import { Agent, LogLine } from './agents.ts'
import { ChainStatus } from './chain.ts'
import { Contact } from './contacts.ts'
import { ContentInfo } from './content.ts'
import { shownManifest } from './manifest.ts'
import { CheckedReceipt } from './receipt.ts'
import { ErrorData } from './route.ts'
import { Movement } from './settlement.ts'
import { Task } from './tasks.ts'
import { marked } from './text.ts'
import { Account } from './wallet.ts'
import { english } from './words/english.ts'
import { german } from './words/german.ts'
import { createSpeech } from './words/speech.ts'

const post = (title: string) =>
  Action.safeParse({
    ...{ type: 'task.post', title, capability: 'echo', inputCid: `b${'a'.repeat(58)}`, budget: '1' },
    ...{ trust: 'manual', biddingMs: 1, timeoutMs: 1, disputeWindowMs: 1 },
  }).success

describe('a title', () => {
  it.each([
    ['right to left', 'Summary \u202e fdp.exe'],
    ['zero width alone', '\u200b\u200b'],
    ['a blank braille cell', '\u2800'],
    ['a Hangul filler', '\u3164'],
    ['a combining mark alone', '\u0301'],
    ['NUL', 'a\u0000b'],
    ['a line break', 'a\nb'],
    ['half a character', 'a\ud800'],
    ['a filler between letters', 'Sum\u3164mary'],
    ['a text in tags', 'Summary\u{e0069}\u{e0067}'],
    ['a selector that nobody sees', 'a\u{e0100}'],
  ])('of %s is refused', (_, title) => expect(post(title)).toBe(false))
  it.each([
    'my_file 50% off',
    'Прочитай',
    '要約',
    'خلاصهٔ می\u200cخواهم',
    '👩\u200d🔬 notes',
    'x'.repeat(200),
  ])('%s is taken', (title) => expect(post(title)).toBe(true))
})

describe('text of others', () => {
  it('shows what would be invisible or turn the line around', () => {
    expect(marked('Summary \u202e fdp.exe')).toBe('Summary [U+202E] fdp.exe')
    expect(marked('a\u0000b\u200b')).toBe('a[U+0000]b[U+200B]')
    expect(marked('a\ud800')).toBe('a[U+D800]')
  })
  it('leaves what scripts need as it is', () => {
    const text = 'a\tb\r\nc 👩\u200d🔬 می\u200cخواهم'
    expect(marked(text)).toBe(text)
  })
  it.each([
    ['a title', Task.shape.title],
    ['a capability', Task.shape.capability],
    ['what an agent offers', Agent.shape.capabilities.element],
    ['the title of a movement', Movement.shape.title],
    ['the name of a file', ContentInfo.shape.name],
    ['a media type', ContentInfo.shape.mediaType],
    ['the name of an account', Account.shape.name],
    ['the name of a contact', Contact.shape.name],
    ['what a node said', ChainStatus.shape.error],
    ['the detail of an error', ErrorData.shape.detail],
    ['a transaction', Transaction.shape.summary],
    ['a line of a log', LogLine.shape.text],
    ['who signed a receipt', CheckedReceipt.shape.receipt.shape.signer],
  ])('is marked in what the core answers: %s', (_, schema) => {
    expect(schema.parse('\u202eb')).toBe('[U+202E]b')
  })
  it('is marked in what is said of it, in every language', () => {
    const speech = createSpeech({ en: english, de: german })
    const said = { code: 'reasons.gave-up/why', facts: { why: 'a\u202eb' } }
    for (const language of ['en', 'de']) expect(speech(language).sentence(said)).toBe('a[U+202E]b')
    const list = { code: 'reasons.bid-retracted', facts: { agents: ['a\u200b', said] } }
    expect(speech('en').sentence(list)).toBe('a[U+200B], a[U+202E]b took its bid back.')
  })
  it('is marked in a manifest, where people read it and not where programs do', () => {
    const shown = shownManifest({
      ...{
        schemaVersion: 1,
        kind: 'http',
        name: 'a',
        title: 'a\u202e',
        description: '\u200b',
        version: '1.0.0',
      },
      ...{ icon: 'text', service: { url: 'https://a.example', timeoutMs: 1_000 } },
      capabilities: [
        {
          ...{ name: 'a', title: '\u2066a', description: 'a\u0000', input: ['*/*'], output: ['*/*'] },
          ...{ parameters: {}, price: '1' },
          examples: [
            { title: '\ufeffa', mediaType: 'text/plain', input: '\u202ea', encoding: 'utf8', parameters: {} },
          ],
        },
      ],
    })
    expect(shown).toMatchObject({
      title: 'a[U+202E]',
      description: '[U+200B]',
      capabilities: [
        {
          ...{ title: '[U+2066]a', description: 'a[U+0000]' },
          examples: [{ title: '[U+FEFF]a', input: '\u202ea' }],
        },
      ],
    })
  })
})

describe('the reason of a dispute', () => {
  const dispute = (reason: string) => Action.safeParse({ type: 'task.dispute', task: 1, reason }).success
  it.each(['', ' \n', '\u200b', '\u2800', 'a\u202eb', 'a\u0000b', 'a\ud800'])('%j is refused', (reason) =>
    expect(dispute(reason)).toBe(false),
  )
  it('may have lines', () => expect(dispute('It is empty.\nTwice.')).toBe(true))
})
