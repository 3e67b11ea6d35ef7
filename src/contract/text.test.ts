import { describe, expect, it } from 'vitest'
import { Action } from './actions.ts'
import { Task } from './tasks.ts'
import { marked } from './text.ts'

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
  it('is marked in what the core answers', () => {
    expect(Task.shape.title.parse('\u202eb')).toBe('[U+202E]b')
  })
})
