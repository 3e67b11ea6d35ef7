interface Listening {
  /** Opens the page, once. */
  readonly url: string
  readonly origin: string
  readonly port: number
  readonly dataDir: string
  readonly pid: number
}

/** What the terminal is told: sentences for people, or one JSON document a line for programs. */
export interface Reporter {
  listening(where: Listening): void
  ready(): void
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
      ready: () => line('ready'),
      failed: (reason) => line('failed', { reason }),
      stopping: () => line('stopping'),
    }
  }
  return {
    listening: ({ url, dataDir }) =>
      console.log(
        `Ainur is open at\n\n  ${url}\n\n(the address works once, within ten minutes; data in ${dataDir}; Ctrl+C stops)\n`,
      ),
    ready: () => console.log(`The core is ready (${(ms() / 1_000).toFixed(1)} s).`),
    failed: (reason) => console.error(`The core could not start: ${reason}`),
    stopping: () => console.log('Stopping ...'),
  }
}
