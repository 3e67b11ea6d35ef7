/**
 * What nobody caught goes into the log. Without this Electron stops the whole desktop behind a box that has to be
 * clicked away. `end` is asked for when there is nothing to go on with: see `mayGoOn`.
 */
export function catchFaults(options: { log: (line: string) => void; mayGoOn(): boolean; end(): void }): void {
  const take = (what: string) => (error: unknown) => {
    options.log(`${what}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`)
    if (!options.mayGoOn()) options.end()
  }
  process.on('uncaughtException', take('Uncaught'))
  process.on('unhandledRejection', take('Unhandled rejection'))
  // A terminal that was closed is no reason to end.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
}
