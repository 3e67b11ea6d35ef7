import { expect, it } from 'vitest'
import { chain } from '../../testing/samples.ts'
import { trustOf } from './trust.ts'

const hour = 3_600_000
it.each([
  ['fresh', {}],
  ['starting', { connection: 'starting' }],
  ['lost', { connection: 'failed' }],
  ['lost', { connection: 'reconnecting', lag: 0 }],
  ['behind', { lag: 40 }],
  ['idle', { headAge: hour }],
  ['quiet', { headAge: hour, network: { kind: 'rpc', url: 'wss://example.org' } }],
] as const)('is %s with %o', (trust, change) => expect(trustOf({ ...chain(), ...change })).toBe(trust))
