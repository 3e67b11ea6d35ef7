import type { LogLevel, LogRecord } from '../config.ts'

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
