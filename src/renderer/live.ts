import type { QueryClient, QueryKey } from '@tanstack/react-query'
import { useSyncExternalStore } from 'react'
import type { Change } from '../contract/system.ts'
import { client, orpc } from './api.ts'
import { agentsStale } from './features/agents/stale.ts'
import { contactsStale } from './features/contacts/stale.ts'
import { faucetStale } from './features/faucet/stale.ts'
import { networkStale } from './features/network/stale.ts'
import { settingsStale } from './features/settings/stale.ts'
import { settlementStale } from './features/settlement/stale.ts'
import { tasksStale } from './features/tasks/stale.ts'
import { walletStale } from './features/wallet/stale.ts'
import type { StaleBy, Topic } from './stale-by.ts'

export type LiveState = 'connecting' | 'live' | 'reconnecting'

const features: readonly StaleBy[] = [
  { system: [orpc.system.status.key()], notifications: [orpc.notifications.key()] },
  ...[
    networkStale,
    walletStale,
    contactsStale,
    faucetStale,
    agentsStale,
    tasksStale,
    settlementStale,
    settingsStale,
  ],
]

/** The queries that a topic makes stale. */
export const staleOf = (topic: Topic): QueryKey[] => features.flatMap((feature) => feature[topic] ?? [])

/** Changes come in bursts (one block touches many tasks): a query is fetched again at most once in this time. */
const COALESCE_MS = 120
/** The core is asked so often whether it is there, and has as long to answer: a frozen one closes no connection. */
const PULSE_MS = 15_000
const RETRY_MS = [200, 500, 1_000, 2_000, 4_000]

let state: LiveState = 'connecting'
/** When the page last heard of the core, ms, while it does not. */
let lostAt: number | null = null
const listeners = new Set<() => void>()
const setState = (next: LiveState) => {
  if (next === state) return
  state = next
  lostAt = next === 'reconnecting' ? Date.now() : null
  for (const listener of listeners) listener()
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
/** Whether what is on the screen follows the core right now. */
export const useLiveState = () => useSyncExternalStore(subscribe, () => state)
/** Since when it does not, ms; null while it does. */
export const useLostAt = () => useSyncExternalStore(subscribe, () => lostAt)

const sleep = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
  })

/** Asks the core now and then; calls `lost` once when it does not answer. */
const pulse = async (lost: () => void, signal: AbortSignal) => {
  for (;;) {
    await sleep(PULSE_MS, signal)
    if (signal.aborted) return
    const late = setTimeout(lost, PULSE_MS)
    try {
      await client.system.status(undefined, { signal })
    } catch {
      // Whoever reads the stream of changes hears of it.
    } finally {
      clearTimeout(late)
    }
  }
}

/**
 * Keeps queries in step with the core until `signal` aborts: reads the stream of changes, subscribes again when it
 * breaks, and fetches everything on the screen again after a gap. Never rejects.
 */
export const runLive = async (queries: QueryClient, signal: AbortSignal) => {
  const pending = new Set<Topic>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const flush = () => {
    timer = undefined
    const keys = new Map([...pending].flatMap(staleOf).map((key) => [JSON.stringify(key), key]))
    pending.clear()
    for (const queryKey of keys.values()) void queries.invalidateQueries({ queryKey })
  }
  const heard = (change: Change) => {
    pending.add(change.topic)
    timer ??= setTimeout(flush, COALESCE_MS)
  }

  for (let failures = 0; !signal.aborted;) {
    const attempt = new AbortController()
    const end = () => attempt.abort()
    signal.addEventListener('abort', end, { once: true })
    try {
      const changes = await client.system.changes(undefined, { signal: attempt.signal })
      if (state === 'reconnecting') void queries.invalidateQueries()
      setState('live')
      void pulse(() => attempt.abort(), attempt.signal)
      failures = 0
      for await (const change of changes) heard(change)
    } catch {
      // The reason shows in the queries that fail with it; here only trying again matters.
    }
    signal.removeEventListener('abort', end)
    attempt.abort()
    if (signal.aborted) break
    if (state === 'live') setState('reconnecting')
    await sleep(RETRY_MS[Math.min(failures++, RETRY_MS.length - 1)] ?? 1_000, signal)
  }
  clearTimeout(timer)
}
