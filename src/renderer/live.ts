import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Change, topics } from '../contract/system.ts'
import { client, orpc } from './api.ts'

export type LiveState = 'connecting' | 'live' | 'reconnecting'
type Topic = (typeof topics)[number]

/** Which queries a topic makes stale. Keys are prefixes: `orpc.tasks.key()` is every query under `tasks`. */
const stale: Record<Topic, QueryKey[]> = {
  system: [orpc.system.status.key()],
  chain: [orpc.chain.status.key(), orpc.chain.parameters.key()],
  // Whose accounts there are decides which tasks and agents are ours.
  accounts: [
    orpc.wallet.list.key(),
    orpc.tasks.list.key(),
    orpc.tasks.underWay.key(),
    orpc.agents.list.key(),
  ],
  balances: [
    orpc.wallet.list.key(),
    orpc.wallet.ledger.key(),
    orpc.faucet.status.key(),
    orpc.tx.preview.key(),
  ],
  transactions: [orpc.tx.list.key(), orpc.tx.get.key()],
  agents: [
    orpc.agents.list.key(),
    orpc.agents.get.key(),
    orpc.agents.earnings.key(),
    orpc.tasks.capabilities.key(),
  ],
  hosted: [
    orpc.agents.hosted.key(),
    orpc.agents.decisions.key(),
    orpc.agents.runs.key(),
    orpc.agents.log.key(),
    orpc.agents.list.key(),
    orpc.agents.get.key(),
  ],
  packages: [orpc.agents.packages.key()],
  tasks: [orpc.tasks.list.key(), orpc.tasks.get.key(), orpc.tasks.underWay.key(), orpc.tasks.outlook.key()],
  settlement: [orpc.settlement.key()],
  settings: [orpc.settings.key()],
}

/** Changes come in bursts (one block touches many tasks): a query is fetched again at most once in this time. */
const COALESCE_MS = 120
const RETRY_MS = [200, 500, 1_000, 2_000, 4_000]

let state: LiveState = 'connecting'
const listeners = new Set<() => void>()
const setState = (next: LiveState) => {
  if (next === state) return
  state = next
  for (const listener of listeners) listener()
}

/** Whether what is on the screen follows the core right now. */
export const useLiveState = () =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => state,
  )

const changeListeners = new Set<(change: Change) => void>()
/** Hears every change as it arrives, before queries are fetched again. Returns how to stop. */
export const onChange = (listener: (change: Change) => void) => {
  changeListeners.add(listener)
  return () => void changeListeners.delete(listener)
}

const sleep = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })

/**
 * Keeps queries in step with the core until `signal` aborts: reads the stream of changes, subscribes again when it
 * breaks, and fetches everything on the screen again after a gap. Never rejects.
 */
export const runLive = async (queries: QueryClient, signal: AbortSignal) => {
  const pending = new Set<Topic>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const keys = new Map(
      [...pending].flatMap((topic) => stale[topic]).map((key) => [JSON.stringify(key), key]),
    )
    pending.clear()
    for (const queryKey of keys.values()) void queries.invalidateQueries({ queryKey })
  }
  const heard = (change: Change) => {
    pending.add(change.topic)
    for (const listener of changeListeners) listener(change)
    timer ??= setTimeout(flush, COALESCE_MS)
  }

  for (let failures = 0; !signal.aborted;) {
    try {
      const changes = await client.system.changes(undefined, { signal })
      if (state === 'reconnecting') void queries.invalidateQueries()
      setState('live')
      failures = 0
      for await (const change of changes) heard(change)
    } catch {
      // The reason shows in the queries that fail with it; here only trying again matters.
    }
    if (signal.aborted) break
    if (state === 'live') setState('reconnecting')
    await sleep(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 1_000, signal)
  }
  clearTimeout(timer)
}
