import { SandboxError, type SandboxErrorCode } from './errors.ts'

/** What is wrong with the component itself: it will be wrong tomorrow too. */
const lasting: ReadonlySet<SandboxErrorCode> = new Set(['invalid-component', 'unknown-import', 'unsupported'])
/** The rest may have been a busy machine's fault, so it is tried again after this time, ms. */
const againAfterMs = 600_000
const kept = 1_000

/** Components that could not be prepared, so that they are not prepared again with every call for them. */
export interface Failures {
  /** @throws SandboxError what went wrong with this key, if it would now go wrong again */
  refuse(key: string): void
  remember(key: string, error: unknown): void
}

/** @param now milliseconds */
export function createFailures(now: () => number = Date.now): Failures {
  const known = new Map<string, { error: SandboxError; until: number }>()
  return {
    refuse(key) {
      const failure = known.get(key)
      if (failure === undefined) return
      if (now() < failure.until) throw failure.error
      known.delete(key)
    },
    remember(key, error) {
      if (!(error instanceof SandboxError) || error.code === 'stopped') return
      known.set(key, { error, until: lasting.has(error.code) ? Infinity : now() + againAfterMs })
      const [oldest] = known.keys()
      if (known.size > kept && oldest !== undefined) known.delete(oldest)
    },
  }
}
