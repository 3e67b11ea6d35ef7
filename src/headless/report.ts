interface Listening {
  /** Opens the page, once. */
  readonly url: string
  readonly origin: string
  readonly port: number
  readonly dataDir: string
  readonly pid: number
}

interface Ready {
  /** JSON-RPC address of the chain, which other programs may use; null where there is none. */
  readonly chain: string | null
  /** Why the chain cannot be used at present, or null. */
  readonly trouble: string | null
  /** What else is wrong with this machine or its data. */
  readonly notices: readonly string[]
}

/** What the terminal is told: sentences for people, or one JSON document a line for programs. */
export interface Reporter {
  listening(where: Listening): void
  ready(how: Ready): void
  failed(reason: string): void
  stopping(): void
}

export function createReporter(json: boolean): Reporter {
  // Counted from the start of the process.
  const ms = () => Math.round(performance.now())
  const line = (event: string, data: object = {}) => console.log(JSON.stringify({ event, ms: ms(), ...data }))
  if (json) {
    return {
      listening: (where) => line('listening', where),
      ready: (how) => line('ready', how),
      failed: (reason) => line('failed', { reason }),
      stopping: () => line('stopping'),
    }
  }
  return {
    listening: ({ url, dataDir }) =>
      console.log(
        `Ainur is open at\n\n  ${url}\n\n(the address works once, within ten minutes; data in ${dataDir}; Ctrl+C stops)\n`,
      ),
    ready({ chain, trouble, notices }) {
      for (const words of notices) console.error(words)
      if (trouble !== null) console.error(`The chain cannot be used: ${trouble}`)
      const where = chain === null ? '' : ` The chain is at ${chain}`
      console.log(`The core is ready (${(ms() / 1_000).toFixed(1)} s).${where}`)
    },
    failed: (reason) => console.error(`The core could not start: ${reason}`),
    stopping: () => console.log('Stopping ...'),
  }
}
