import { useQuery } from '@tanstack/react-query'
import { orpc } from '../../api.ts'
import { useAccounts } from '../../ui/use-accounts.ts'

/** What is already there of the four first things, from what really exists; undefined while loading. */
export const useProgress = () => {
  const accounts = useAccounts()
  const agents = useQuery(orpc.agents.list.queryOptions({ input: { mine: true, limit: 1 } })).data
  const tasks = useQuery(orpc.tasks.list.queryOptions({ input: { mine: true, limit: 1 } })).data
  if (!accounts || !agents || !tasks) return undefined
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

export type Progress = NonNullable<ReturnType<typeof useProgress>>
