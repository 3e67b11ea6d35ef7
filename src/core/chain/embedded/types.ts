import type { Sentence } from '../../words.ts'
import type { Damage } from './sound-state.ts'
import type { Remembered } from './remembered.ts'

export type { Remembered }

/** Which engine executes the runtime: V8 itself, or chopsticks' interpreter (slow; the oracle of the differential test). */
export type ExecutorKind = 'v8' | 'stock'

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'

export interface EmbeddedNetworkOptions {
  /** Folder of the chain's database. Created when missing; one process at a time. */
  readonly dataDir: string
  /** Folder of the content store that is offered to other nodes on `/ipfs/<cid>`. */
  readonly contentDir: string
  /** The runtime blob, plain or compressed. Read only when the chain is created. */
  readonly runtimePath: string
  /** TCP port on 127.0.0.1 and ::1; 0 takes any free one. It is kept when the chain restarts itself. */
  readonly port?: number
  /** Where `port` is not given: taken if it can be had, otherwise any free one. */
  readonly preferredPort?: number
  /** How many chain milliseconds pass in one real millisecond while a deadline is pending. Default 1. */
  readonly speed?: number
  /** Default `v8`. */
  readonly executor?: ExecutorKind
  /** A runtime call that takes more processor time than this (ms) is cut and the chain restarts. Default 10,000. */
  readonly callLimitMs?: number
  /** One that a client asks for ends by itself after so long, ms. Default 10,000. */
  readonly clientCallMs?: number
  /** For so many blocks back the whole state can be asked for. Default 4,096. */
  readonly historyBlocks?: number
  /** What is known of the chain from elsewhere: by it a chain that is gone or lost blocks is noticed. */
  readonly remembered?: Remembered
  /** Called when the chain was opened, also after it restarted itself, before anybody can connect. */
  readonly onOpened?: (condition: Condition) => void
  /** Called with blocks that were found damaged while the chain runs. */
  readonly onDamaged?: (blocks: readonly number[]) => void
  /** The built worker file, where it does not stand beside this module. */
  readonly workerUrl?: URL
  readonly log?: (level: LogLevel, message: string) => void
  /** Aborting stops the start, or the running network. */
  readonly signal?: AbortSignal
}

export interface EmbeddedStatus {
  /** Number of the last block. */
  readonly height: number
  /** Timestamp of the last block, ms since epoch. */
  readonly time: number
  /** When the next deadline on chain falls due (chain ms), or null. */
  readonly pendingDeadline: number | null
  /** How long the last block took to build and store, ms; null before the first. */
  readonly blockMs: number | null
  /** Why no block can be made at present, or null. It is tried again. */
  readonly trouble: Sentence | null
  /** How often the worker had to be restarted since the start. */
  readonly restarts: number
}

/** How the chain was found when it was opened. */
export interface Condition {
  readonly genesis: string
  readonly height: number
  /** What had to be put right, or null. */
  readonly damage: Damage | null
  /** The file itself was broken and has been written anew. */
  readonly salvaged: boolean
  /** Remembered blocks that are not on it. */
  readonly missing: readonly number[]
}

/** Something that interrupted the chain. `fatal` means that it did not come back. */
export interface EmbeddedFailure {
  readonly error: Error
  readonly fatal: boolean
}

export interface EmbeddedNetwork {
  /** `ws://127.0.0.1:<port>`; the same port answers HTTP POST and `/ipfs/<cid>`. */
  readonly url: string
  /** Whoever connects with these has a place, however many clients there are. A secret of this process. */
  readonly headers: Readonly<Record<string, string>>
  status(): EmbeddedStatus
  /** Takes effect from the present moment on; 0.001 to 100,000. */
  setSpeed(speed: number): void
  /** Called for every interruption. Returns the function that ends it. */
  onFailure(callback: (failure: EmbeddedFailure) => void): () => void
  /** Called when `status().trouble` changes. Returns the function that ends it. */
  onTrouble(callback: () => void): () => void
  stop(): Promise<void>
}
