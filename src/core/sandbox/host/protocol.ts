/** What the core sends to start a run; the input's bytes follow in a frame of their own. */
export interface RunCommand {
  request: { taskId: string; capability: string; mediaType: string; parameters: string }
  limits: { fuel: string; memory: number; output: number; logs: number }
}

/** What comes back. After `done` with the outcome `ok` the output's bytes follow in a frame of their own. */
export type RunMessage =
  | { kind: 'log'; level: string; message: string }
  | { kind: 'progress'; permille: number; message: string }
  | {
      kind: 'done'
      outcome:
        | { kind: 'ok'; mediaType: string }
        | { kind: 'error'; code: string; message: string }
        | { kind: 'trap'; cause: string; message: string }
      fuelUsed: string
      memoryPeak: number
      stdout: string
      stderr: string
    }

/** Between the threads of a sandbox process: a message, and the output where there is one. */
export interface ThreadMessage {
  message: RunMessage
  data?: Uint8Array
}

/** The errors of `run`, by the names of the world. */
export const errorTags: readonly string[] = ['invalid-input', 'unsupported', 'internal']
/** A type, a subtype and, perhaps, parameters: in what can be seen. */
export const mediaTypePattern = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+( *;[ -~]*)?$/
/** Longest text that comes back in one message: errors, log lines, progress. */
export const textLimit = 8 * 1024
/** Weight of a log line beside its text, bytes, so that empty lines are not free. */
export const lineWeight = 32
/** Least time between two messages of progress, ms; the end may follow at once. */
export const progressEveryMs = 50
