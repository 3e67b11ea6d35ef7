import { expect, test } from 'vitest'
import type { AgentStatus } from '../agents/hosting/agent.ts'
import { reason } from '../words.ts'
import { createNewsOfAgents } from './of-agents.ts'

const did = 'did:ainur:echo'
const idle: AgentStatus = { state: 'idle', heartbeatAt: 1, task: null, error: null, hotKeyFree: '0' }
const low = { ...idle, error: reason('hot-key-low', { address: 'x', free: '5' }) }
const failed: AgentStatus = { ...idle, state: 'failed', error: reason('not-registered') }

test('an agent that gets into trouble is told of, once as long as it lasts', () => {
  const { look } = createNewsOfAgents()
  const kinds = [idle, low, low, idle, low, failed, failed, null, failed].map(
    (status) => look(did, true, status)?.kind ?? null,
  )
  expect(kinds).toEqual([
    ...[null, 'hot-key-low', null, null, 'hot-key-low'],
    ...['agent-stopped', null, null, 'agent-stopped'],
  ])
})

test('of one that was switched off nothing is told', () => {
  const { look } = createNewsOfAgents()
  expect(look(did, false, failed)).toBeNull()
  const told = look(did, true, failed)
  expect(told?.said.message).toMatch(/^echo stopped working\. ./)
  expect(told).toMatchObject({ about: { agent: did }, bad: true })
})
