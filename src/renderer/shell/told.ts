import { useSyncExternalStore } from 'react'

/** Something told: by the core, or by this page of what was asked in it. `to`: the view it leads to. */
export type Told = { id: string; at: number; bad: boolean; text: string; to: string | null }
/** `own`: what only this page knows; `fresh`: what came within the last seconds; newest first. */
type State = { own: readonly Told[]; fresh: readonly Told[]; unseen: number }

const MOST = 20
const FRESH_MS = 8_000
const nothing: State = { own: [], fresh: [], unseen: 0 }

let state = nothing
let count = 0
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const set = (next: State) => {
  state = next
  for (const listener of listeners) listener()
}

/** Shows what has come, newest first, for some seconds together with whatever else comes meanwhile. */
export const showFresh = (told: readonly Told[]) => {
  clearTimeout(timer)
  timer = setTimeout(() => set({ ...state, fresh: [] }), FRESH_MS)
  set({ ...state, fresh: [...told, ...state.fresh] })
}

/** Keeps and shows what only this page knows. */
export const tell = (what: Omit<Told, 'id' | 'at'>) => {
  const told = { ...what, id: `page-${(count += 1)}`, at: Date.now() }
  set({ ...state, own: [told, ...state.own].slice(0, MOST), unseen: state.unseen + 1 })
  showFresh([told])
}

/** Somebody has the list before them. */
export const looked = () => set({ ...state, fresh: [], unseen: 0 })
export const forgetTold = () => {
  clearTimeout(timer)
  set(nothing)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const useTold = () => useSyncExternalStore(subscribe, () => state)
