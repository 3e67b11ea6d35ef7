import { expect, it } from 'vitest'
import { hosted } from '../../testing/agents.ts'
import { byNeed, standingOf } from './attention.ts'

it.each([
  ['failed', { state: 'failed' }],
  ['failed', { state: 'failed', enabled: false }],
  ['stale', { state: 'stale' }],
  ['stopped', { state: 'stale', enabled: false }],
  ['no-fees', { hotKeyFree: '0' }],
  ['working', { hotKeyFree: '0', state: 'starting' }],
  ['stopped', { hotKeyFree: '0', enabled: false, state: 'stopped' }],
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
