/** Where the core lives and what it may use. */
export interface CoreConfig {
  /** Folder of everything this user has; created when missing. One core at a time. */
  readonly dataDir: string
  /** Folder of what can be made again, e.g. compiled agents; several cores may share it. Default: in `dataDir`. */
  readonly cacheDir?: string
  /** Folder of what ships with Ainur: `chain/`, `migrations/`, `agents/`. */
  readonly resourcesDir: string
  readonly shell: 'electron' | 'headless'
  readonly version: string
  /** The Node that agents run on. Default: this process's own program, which then must be one. */
  readonly nodePath?: string
  /** What the shell noticed about the data folder before there was a log. */
  readonly remarks?: readonly string[]
  /** Settle disputes on the embedded network by running the work again. Default true; nothing on other networks. */
  readonly devResolver?: boolean
  /** JSON-RPC port of the embedded chain, on this machine only; 0: any free one. Default: the last one if it can be had. */
  readonly chainPort?: number
  /** Built worker files, where they do not stand beside their modules. */
  readonly workerUrls?: { readonly embeddedChain?: URL; readonly sandbox?: URL }
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error'
export interface LogRecord {
  readonly at: number
  readonly level: LogLevel
  /** Part of the core that speaks, e.g. `sync`. */
  readonly source: string
  /** Redacted. */
  readonly text: string
}

/** What only a shell can do. */
export interface Shell {
  /** Encrypts with a secret of the operating system's user. Null where there is none. */
  readonly protectSecret: ((bytes: Uint8Array) => Promise<Uint8Array>) | null
  readonly unprotectSecret: ((bytes: Uint8Array) => Promise<Uint8Array>) | null
  /** Stops the core and ends its process, with words for whoever looks. Without it the core only says them. */
  readonly end?: (words: string) => void
  /** Gets every line of the log, redacted. */
  readonly log?: (record: LogRecord) => void
}
