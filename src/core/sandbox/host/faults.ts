/** What the host refuses a guest, in words of its own. The run ends as `trap`, the same on every machine. */
export class GuestFault extends Error {
  override readonly name = 'GuestFault'
}

/** Thrown when the guest calls `exit`. */
export class GuestExit extends Error {
  override readonly name = 'GuestExit'
}

/** Thrown when a guest needs more memory than the run may have. */
export class MemoryLimit extends Error {
  override readonly name = 'MemoryLimit'
}

/** Thrown when there is no fuel for the host's own work. */
export class FuelGone extends Error {
  override readonly name = 'FuelGone'
}

export const foreignHandle = 'The agent passed a handle that it does not have.'
