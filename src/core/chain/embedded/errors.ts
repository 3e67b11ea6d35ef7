/** The embedded chain could not be started; the message says why and what to do. */
export class EmbeddedStartError extends Error {
  override readonly name: string = 'EmbeddedStartError'
}

/** The chain is not there any more, or damaged beyond repair. Nothing was changed. */
export class UnusableChainError extends EmbeddedStartError {
  override readonly name = 'UnusableChainError'
}

/** Another process (or another network in this one) has the chain's folder open. */
export class DataDirLockedError extends Error {
  override readonly name = 'DataDirLockedError'
  constructor(dataDir: string) {
    super(
      `The chain in ${dataDir} is already open in another Ainur. Close that one, or choose another data folder.`,
    )
  }
}

/** A runtime call ran longer than allowed; the chain was restarted from its last block. */
export class RuntimeCallTimeoutError extends Error {
  override readonly name = 'RuntimeCallTimeoutError'
  /** Whether a client of the chain asked for it, and the chain's own work does not need it. */
  readonly byClient: boolean
  constructor(method: string, limitMs: number, height: number) {
    super(
      `The runtime call ${method} ran longer than ${limitMs} ms and was cut. The chain restarts from block ${height}; transactions that were waiting must be sent again.`,
    )
    this.byClient = !/^(Core|BlockBuilder|GenesisBuilder)_/.test(method)
  }
}

/** The chain's worker ended by itself. */
export class WorkerCrashedError extends Error {
  override readonly name = 'WorkerCrashedError'
}

/** What the disk gives for a block, or for the state of its time, is not what was stored. */
export class DamagedRowError extends Error {
  override readonly name = 'DamagedRowError'
  readonly block: number
  constructor(block: number) {
    super(`Block ${block} of the embedded chain is damaged on this disk.`)
    this.block = block
  }
}

/** @param height number of the last block, as far as it can be made out */
export const noSoundState = (height: number | null): UnusableChainError =>
  new UnusableChainError(
    `The embedded chain is damaged on this disk, and no whole state of it is left${height === null ? '' : ` at or before block ${height}`}. Nothing was changed, and no block is made on it. Put the folder "chain" back from a backup, or begin a new chain: accounts stay, coins and tasks of the old one are gone.`,
  )
