import { expect, test } from 'vitest'
import { agentsProjection } from '../agents/projection.ts'
import type { AgentRow } from '../agents/query.ts'
import { createIndexer } from '../chain/indexer.ts'
import { createIndexDb } from '../db/index-db.ts'
import { createLog } from '../observability/log.ts'
import { makeFolder } from '../testing/folder.ts'
import { indexMigrations } from '../testing/paths.ts'
import { whyNoMatch } from './no-match.ts'
import { tasksProjection } from './projection.ts'
import { taskRow } from './query.ts'

const agent = (name: string, change: Partial<AgentRow> = {}): AgentRow => ({
  ...{ did: `did:ainur:${name}`, owner: 'owner', status: 'active', capabilities: ['echo'], price: '40' },
  ...{ manifestCid: 'manifest', stake: '1', unbonding: '0', score: 0, completed: 0, failed: 0, disputed: 0 },
  ...{ value: '0', earned: '0', tasksOpen: 0, tasksDone: 0, registeredAt: 0, updatedAt: 0 },
  ...change,
})
const task = { capability: 'echo', target: null, budget: '100', minReputation: 0 }
const bid = (name: string, status: string) => ({ agent: `did:ainur:${name}`, status })
const codes = (...args: Parameters<typeof whyNoMatch>) =>
  whyNoMatch(...args).map(({ code, detail }) => [code, detail['agents']])

test('nobody is said not to have bid who did', () => {
  const agents = [agent('idle'), agent('back'), agent('unlucky')]
  expect(codes(task, agents, [bid('back', 'retracted'), bid('unlucky', 'lost')], 0)).toEqual([
    ['bid-retracted', 'back'],
    ['bid-not-chosen', 'unlucky'],
    ['nobody-bid', 'idle'],
  ])
})

test('agents that could not bid are named with the reason', () => {
  const agents = [
    agent('dear', { price: '200' }),
    agent('dearer', { price: '300' }),
    agent('off', { status: 'paused' }),
  ]
  const reasons = whyNoMatch(task, agents, [], 0)
  expect(reasons.map(({ message }) => message)).toEqual([
    expect.stringMatching(/^2 agents \(dear, dearer\): /),
    'off: The agent is paused on chain.',
  ])
})

test('a task that no agent offers to do says so', () => {
  expect(codes(task, [], [], 0)).toEqual([['no-agent-offers', undefined]])
  expect(whyNoMatch({ ...task, target: 'did:ainur:gone' }, [], [], 0)[0]!.message).toMatch(/^gone is not/)
})

test('what was said when bidding closed stays, whatever the agents do later', () => {
  const folder = makeFolder()
  const log = createLog({ dir: null })
  const index = createIndexDb({ dir: folder.path, migrationsFolder: indexMigrations, log })
  const indexer = createIndexer(index, [agentsProjection, tasksProjection])
  indexer.open('0x00')
  let number = 0
  const happen = (pallet: string, name: string, data: Record<string, unknown>) => {
    const place = { block: number, hash: `0x${number}`, time: number }
    const event = { ...place, id: `${number}-0`, index: 0, extrinsic: 0, pallet, name, data }
    indexer.apply([{ number, hash: place.hash, time: number++, events: [event] }])
  }
  const did = 'did:ainur:echo'
  const echo = { did, owner: 'owner', capabilities: ['echo'], price: '200', manifestCid: 'm', stake: '1' }
  happen('agents', 'AgentRegistered', echo)
  happen('tasks', 'TaskCreated', {
    ...{ task: 0, submitter: 's', title: '', capability: 'echo', target: null, inputCid: 'i', budget: '100' },
    ...{ trust: 'optimistic', minReputation: '0', biddingOpens: 0, biddingEnds: 9, timeoutMs: 1 },
    disputeWindowMs: 1,
  })
  happen('tasks', 'TaskUnmatched', { task: 0, refunded: '100' })
  happen('agents', 'AgentUpdated', { did, capabilities: ['echo'], price: '50', manifestCid: 'm' })
  expect(taskRow(index.db, 0)!.noMatch!.map(({ code }) => code)).toEqual(['price-above-budget'])
  index.close()
  folder.remove()
})
