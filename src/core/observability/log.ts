import electronLog from 'electron-log/node.js'
import { join } from 'node:path'
import type { Shell, LogLevel, LogRecord } from '../config.ts'
import { redact } from './redact.ts'

/** Writes one line. Values that could be secrets are removed before anything leaves it. */
export interface Log {
  debug(text: string, ...values: unknown[]): void
  info(text: string, ...values: unknown[]): void
  warn(text: string, ...values: unknown[]): void
  error(text: string, ...values: unknown[]): void
  write(level: LogLevel, text: string, ...values: unknown[]): void
  /** The same log with another source, e.g. `sync`. */
  child(source: string): Log
  /** The newest lines, oldest first. */
  recent(limit: number): LogRecord[]
}

const KEPT_LINES = 2_000
const MAX_FILE_BYTES = 2 * 1024 * 1024

/** The log of the core or of its desktop: a file that is rotated at 2 MiB, the newest lines, and the shell's own sink. */
export function createLog(options: {
  dir: string | null
  /** Of the file and of the lines' source. */
  name?: 'core' | 'desktop'
  shell?: Pick<Shell, 'log'>
  now?: () => number
}): Log {
  const { dir, name = 'core', shell, now = Date.now } = options
  const lines: LogRecord[] = []
  const file = dir === null ? null : openFile(join(dir, `${name}.log`))

  function forSource(source: string): Log {
    const write: Log['write'] = (level, text, ...values) => {
      const record: LogRecord = { at: now(), level, source, text: redact(text, values) }
      lines.push(record)
      if (lines.length > KEPT_LINES) lines.splice(0, lines.length - KEPT_LINES)
      file?.[level](`[${source}] ${record.text}`)
      shell?.log?.(record)
    }
    return {
      write,
      debug: (text, ...values) => write('debug', text, ...values),
      info: (text, ...values) => write('info', text, ...values),
      warn: (text, ...values) => write('warn', text, ...values),
      error: (text, ...values) => write('error', text, ...values),
      child: forSource,
      recent: (limit) => lines.slice(-limit),
    }
  }
  return forSource(name)
}

function openFile(path: string) {
  const logger = electronLog.create({ logId: path })
  logger.transports.console.level = false
  logger.transports.file.resolvePathFn = () => path
  logger.transports.file.maxSize = MAX_FILE_BYTES
  logger.transports.file.level = 'info'
  // Readable by its user alone, whatever the umask; rotated files keep the mode.
  logger.transports.file.writeOptions = { flag: 'a', mode: 0o600, encoding: 'utf8' }
  return logger
}
