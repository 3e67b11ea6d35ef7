import { MAX_FUEL, type ManifestLimits } from '../../contract/manifest.ts'
import type { Limits } from './types.ts'

/** The most that this machine gives to one run, whatever its manifest asks for: bytes, milliseconds. */
export const hostLimits = { memory: 1024 * 1024 * 1024, wallMs: 600_000 } as const

const mebibytes = (bytes: number) => `${bytes / 1024 / 1024} MiB`
const seconds = (ms: number) => `${ms / 1000} s`

interface LimitReason {
  code: 'memory-above-limit' | 'time-above-limit'
  message: string
  /** Bytes or ms. */
  detail: { asked: string; given: string }
}

/** Why this machine does not run an agent that asks for so much: every reason at once. Empty: it does. */
export function limitReasons({ memory, wallMs }: Pick<ManifestLimits, 'memory' | 'wallMs'>): LimitReason[] {
  const reasons: LimitReason[] = []
  if (memory > hostLimits.memory) {
    reasons.push({
      code: 'memory-above-limit',
      message: `The agent asks for ${mebibytes(memory)} of memory; this machine gives ${mebibytes(hostLimits.memory)} to one run.`,
      detail: { asked: String(memory), given: String(hostLimits.memory) },
    })
  }
  if (wallMs > hostLimits.wallMs) {
    reasons.push({
      code: 'time-above-limit',
      message: `The agent asks for ${seconds(wallMs)}; this machine gives ${seconds(hostLimits.wallMs)} to one run.`,
      detail: { asked: String(wallMs), given: String(hostLimits.wallMs) },
    })
  }
  return reasons
}

/**
 * Limits that a run here is held to. Time is cut, for it decides nothing that another machine would see otherwise.
 * The other limits belong to the result: with less of them it would be another one.
 */
export const onThisMachine = (limits: Limits): Limits => ({
  ...limits,
  wallMs: Math.min(limits.wallMs, hostLimits.wallMs),
})

/** Why a run with these limits cannot be had here; undefined if it can. */
export function cannotGive({ fuel, memory }: Limits): string | undefined {
  const [reason] = limitReasons({ memory, wallMs: 0 })
  if (reason !== undefined) return reason.message
  return BigInt(fuel) > MAX_FUEL ? `Fuel is counted up to ${MAX_FUEL}; ${fuel} were asked for.` : undefined
}
