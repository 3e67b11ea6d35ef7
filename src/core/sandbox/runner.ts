import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { bytesFrame, createDecoder, jsonFrame } from './host/frames.ts'
import type { RunCommand } from './host/protocol.ts'
import { runMessage, type DoneMessage, type RunMessage } from './messages.ts'
import type { TrapCause } from './types.ts'

export interface Done {
  message: DoneMessage
  /** The output of an `ok` outcome. */
  data: Uint8Array | undefined
}

/** Why a process gave no answer. */
export class RunnerError extends Error {
  override readonly name = 'RunnerError'
  readonly trapCause: TrapCause

  constructor(cause: TrapCause, message: string) {
    super(message)
    this.trapCause = cause
  }
}

/** A process that runs tasks of one component, one after the other. */
export interface Runner {
  /** @throws RunnerError if the process dies, sends what it must not send, or is killed */
  run(command: RunCommand, data: Uint8Array, onMessage: (message: RunMessage) => void): Promise<Done>
  /** Ends the process at once; a run under way rejects with this reason. */
  kill(cause: TrapCause, message: string): void
  readonly alive: boolean
  /** Resolves when the process is gone. */
  readonly closed: Promise<void>
}

/** Room for what comes with a message beside captured output, whose control characters take six bytes in JSON. */
const messageRoom = 256 * 1024
const stderrLimit = 4 * 1024

interface Current {
  command: RunCommand
  onMessage: (message: RunMessage) => void
  resolve: (done: Done) => void
  reject: (error: Error) => void
  done?: DoneMessage
}

export function createRunner(child: ChildProcessWithoutNullStreams): Runner {
  const { promise: closed, resolve: close } = Promise.withResolvers<void>()
  let current: Current | undefined
  let ended: RunnerError | undefined
  let stderr = ''
  const limits = { json: messageRoom, bytes: 0 }

  function end(error: RunnerError): void {
    ended ??= error
    current?.reject(ended)
    current = undefined
    child.kill('SIGKILL')
  }
  function finish(message: DoneMessage, data?: Uint8Array): void {
    const run = current
    current = undefined
    run?.resolve({ message, data })
  }
  const decode = createDecoder({
    limits,
    onJson(value) {
      const message = runMessage.parse(value)
      if (current === undefined || current.done !== undefined) throw new Error('a message out of turn')
      if (message.kind !== 'done') current.onMessage(message)
      else if (message.outcome.kind === 'ok') current.done = message
      else finish(message)
    },
    onBytes(data) {
      if (current?.done === undefined) throw new Error('an output out of turn')
      finish(current.done, data)
    },
  })

  child.stdout.on('data', (chunk: Buffer) => {
    // What it still sends while it dies is of no interest.
    if (ended !== undefined) return
    try {
      decode(chunk)
    } catch (error) {
      end(new RunnerError('host', `The sandbox process broke the protocol: ${String(error).slice(0, 200)}`))
    }
  })
  child.stderr.on('data', (chunk: Buffer) => (stderr = (stderr + chunk.toString()).slice(0, stderrLimit)))
  child.on('error', (error) =>
    end(new RunnerError('host', `The sandbox process did not start: ${error.message}`)),
  )
  child.stdin.on('error', () => end(new RunnerError('killed', 'The sandbox process is gone.')))
  child.on('close', (code, signal) => {
    end(new RunnerError('killed', `The sandbox process ended with ${signal ?? code}. ${stderr}`.trim()))
    close()
  })

  return {
    closed,
    get alive() {
      return ended === undefined
    },
    kill: (cause, message) => end(new RunnerError(cause, message)),
    run(command, data, onMessage) {
      if (ended !== undefined) return Promise.reject(ended)
      const { promise, resolve, reject } = Promise.withResolvers<Done>()
      current = { command, onMessage, resolve, reject }
      limits.json = messageRoom + command.limits.logs * 12
      limits.bytes = command.limits.output
      for (const part of [...jsonFrame(command), ...bytesFrame(data)]) child.stdin.write(part)
      return promise
    },
  }
}
