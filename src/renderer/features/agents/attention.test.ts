import { expect, it } from 'vitest'
import { hosted } from '../../testing/agents.ts'
import { byNeed, standingOf } from './attention.ts'

// The existential deposit never leaves a key that pays fees: it is not empty when it can pay no more.
const low = { code: 'hot-key-low', message: '', detail: {} }

it.each([
  ['failed', { state: 'failed' }],
  ['failed', { state: 'failed', enabled: false }],
  ['stale', { state: 'stale' }],
  ['stopped', { state: 'stale', enabled: false }],
  ['low-fees', { error: low }],
  ['stopped', { error: low, enabled: false, state: 'stopped' }],
  ['working', { hotKeyFree: '0', state: 'starting' }],
  ['working', { state: 'running' }],
  ['idle', { state: 'idle' }],
] as const)('is %s with %o', (standing, change) =>
  expect(standingOf({ ...hosted(), ...change })).toBe(standing),
)

it('puts those that need their owner first, then those at work, then by earnings', () => {
  const one = (did: string, change: Partial<ReturnType<typeof hosted>>) => ({ ...hosted(), did, ...change })
  const agents = [
    one('poor', { earned: '9' }),
    one('off', { enabled: false, state: 'stopped', earned: '1000' }),
    one('rich', { earned: '10' }),
    one('works', { state: 'running', earned: '0' }),
    one('silent', { state: 'stale' }),
    one('broken', { state: 'failed' }),
  ]
  expect(byNeed(agents).map(({ did }) => did)).toEqual(['broken', 'silent', 'works', 'rich', 'poor', 'off'])
})

it('puts numbered agents in the order of their numbers', () => {
  const agents = ['echo-10', 'echo-2', 'echo-1'].map((did) => ({ ...hosted(), did }))
  expect(byNeed(agents).map(({ did }) => did)).toEqual(['echo-1', 'echo-2', 'echo-10'])
})
