import { useQuery } from '@tanstack/react-query'
import type { Agent } from '../../../contract/agents.ts'
import type { Task } from '../../../contract/tasks.ts'
import type { Account } from '../../../contract/wallet.ts'
import { orpc } from '../../api.ts'

/** What is already there of the four first things, from what really exists. `progress` is undefined while loading. */
export const useProgress = () => {
  const accounts = useQuery(orpc.wallet.list.queryOptions())
  const agents = useQuery(orpc.agents.list.queryOptions({ input: { mine: true, limit: 1 } }))
  const tasks = useQuery(orpc.tasks.list.queryOptions({ input: { mine: true, limit: 1 } }))
  const queries = [accounts, agents, tasks]
  const failed = queries.find(({ error, data }) => error && data === undefined)
  return {
    progress:
      accounts.data && agents.data && tasks.data && progressOf(accounts.data, agents.data, tasks.data),
    error: failed?.error ?? null,
    retry: () => queries.forEach((query) => void query.refetch()),
  }
}

const progressOf = (accounts: Account[], agents: { items: Agent[] }, tasks: { items: Task[] }) => {
  const owners = accounts.filter(({ kind }) => kind === 'owner')
  const account = owners.find(({ active }) => active) ?? owners[0]
  const agent = agents.items[0]
  const task = tasks.items[0]
  const done = {
    account: account !== undefined,
    coins: account?.free != null && account.free !== '0',
    agent: agent !== undefined,
    task: task !== undefined,
  }
  return { account, agent, task, done, count: Object.values(done).filter(Boolean).length }
}

export type Progress = ReturnType<typeof progressOf>
