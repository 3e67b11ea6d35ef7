import envPaths from 'env-paths'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface HeadlessOptions {
  /** Port of the page on 127.0.0.1; null: the usual one, or any free one where that is taken. */
  readonly port: number | null
  /** JSON-RPC port of the embedded chain; 0: any free one; null: the last one, or any free one where that is taken. */
  readonly chainPort: number | null
  readonly dataDir: string
  /** What can be made again: compiled code and agents. In the data folder unless AINUR_CACHE_DIR says otherwise. */
  readonly cacheDir: string
  /** Open the page in the default browser, where there is a display. */
  readonly open: boolean
  /** One JSON document a line on standard output instead of words. */
  readonly json: boolean
}

/** Where a user's data are unless they say otherwise. */
export const defaultDataDir = (): string =>
  process.env['AINUR_DATA_DIR'] || envPaths('Ainur', { suffix: '' }).data

export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** @throws {UsageError} for an unknown option or a value that cannot be */
export function readOptions(args: readonly string[]): HeadlessOptions {
  const { port, 'chain-port': chainPort, 'data-dir': named, 'no-open': quiet, json } = parse(args)
  // The folder that it was started in is nobody's data folder.
  if (named === '') throw new UsageError('--data-dir takes the path of a folder.')
  const dataDir = resolve(named ?? defaultDataDir())
  return {
    port: port === undefined ? null : toPort('--port', port),
    chainPort: chainPort === undefined ? null : toPort('--chain-port', chainPort),
    dataDir,
    cacheDir: resolve(process.env['AINUR_CACHE_DIR'] || join(dataDir, 'cache')),
    open: quiet !== true && json !== true,
    json: json === true,
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: { type: 'string' },
        'chain-port': { type: 'string' },
        'data-dir': { type: 'string' },
        'no-open': { type: 'boolean' },
        json: { type: 'boolean' },
      },
    }).values
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error))
  }
}

function toPort(option: string, text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new UsageError(`${option} takes a number from 0 to 65535.`)
  return port
}
