import type { KeyringPair } from '@polkadot/keyring/types'

interface Open {
  readonly pair: KeyringPair
  readonly until: number | null
  readonly timer: NodeJS.Timeout | null
}

/** The unlocked keys in memory, each with the time at which it is dropped. */
export interface Locks {
  /** Null as well once the time is over. */
  get(address: string): { pair: KeyringPair; until: number | null } | null
  /** `minutes` 0: until quit. Replaces what was open for this address. */
  open(pair: KeyringPair, minutes: number): void
  close(address: string): void
  closeAll(): void
}

/** `onChange` is called when a key is locked because its time is over. */
export function createLocks(onChange: () => void): Locks {
  const opened = new Map<string, Open>()

  function close(address: string) {
    const entry = opened.get(address)
    if (!entry) return
    if (entry.timer) clearTimeout(entry.timer)
    opened.delete(address)
    // The pair lets go of its secret; the bytes stay in memory until they are collected.
    if (!entry.pair.isLocked) entry.pair.lock()
  }

  function expire(address: string) {
    close(address)
    onChange()
  }

  return {
    get(address) {
      const entry = opened.get(address)
      if (!entry) return null
      // Timers stand still while the computer sleeps.
      if (entry.until === null || Date.now() < entry.until) return entry
      expire(address)
      return null
    },
    open(pair, minutes) {
      close(pair.address)
      const ms = minutes * 60_000
      const timer = minutes === 0 ? null : setTimeout(() => expire(pair.address), ms)
      timer?.unref()
      opened.set(pair.address, { pair, until: minutes === 0 ? null : Date.now() + ms, timer })
    },
    close,
    closeAll() {
      for (const address of [...opened.keys()]) close(address)
    },
  }
}
