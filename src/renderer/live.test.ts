import { expect, it } from 'vitest'
import { topics } from '../contract/system.ts'
import { orpc } from './api.ts'
import { staleOf } from './live.ts'

it('every topic makes a query stale', () => {
  for (const topic of topics) expect(staleOf(topic), topic).not.toEqual([])
})

it('whose accounts there are decides what agents and tasks look like, also on their own pages', () => {
  const keys = staleOf('accounts')
  for (const query of [orpc.agents.list, orpc.agents.get, orpc.tasks.list, orpc.tasks.get])
    expect(keys).toContainEqual(query.key())
})
