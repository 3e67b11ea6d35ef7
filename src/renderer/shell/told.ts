import { useSyncExternalStore } from 'react'

/** What happened elsewhere than on the screen. `to`: the view it is about. */
export type Told = { id: number; at: number; bad: boolean; text: string; to: string | null }
/** `fresh`: what came within the last seconds, `unseen`: what nobody has looked at; newest first. */
type State = { kept: readonly Told[]; fresh: readonly Told[]; unseen: number }

const MOST = 200
const FRESH_MS = 8_000
const nothing: State = { kept: [], fresh: [], unseen: 0 }

let state = nothing
let timer: ReturnType<typeof setTimeout> | undefined
const listeners = new Set<() => void>()
const set = (next: State) => {
  state = next
  for (const listener of listeners) listener()
}

/** Keeps it, and shows it for some seconds together with whatever else comes meanwhile. */
export const tell = (what: Omit<Told, 'id' | 'at'>) => {
  const told = { ...what, id: (state.kept[0]?.id ?? 0) + 1, at: Date.now() }
  clearTimeout(timer)
  timer = setTimeout(() => set({ ...state, fresh: [] }), FRESH_MS)
  set({
    kept: [told, ...state.kept].slice(0, MOST),
    fresh: [told, ...state.fresh],
    unseen: state.unseen + 1,
  })
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
