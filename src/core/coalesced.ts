/** Work of which only the newest request counts. */
export interface Coalesced {
  /** Does the work now, or once more after the run under way, however often it is asked for meanwhile. */
  (): void
  /** Resolves when no run is under way. */
  idle(): Promise<void>
}

/** @param onError told of what a run threw; the next one comes as if it had not */
export function coalesced(work: () => Promise<void>, onError: (error: unknown) => void): Coalesced {
  let running: Promise<void> | null = null
  let again = false

  async function run() {
    do {
      again = false
      await work().catch(onError)
    } while (again)
    running = null
  }

  return Object.assign(
    () => {
      if (running) again = true
      else running = run()
    },
    { idle: () => running ?? Promise.resolve() },
  )
}
