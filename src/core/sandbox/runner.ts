import type { ChildProcessWithoutNullStreams } from 'node:child_process'
import { bytesFrame, createDecoder, frameIds, jsonFrame } from './host/frames.ts'
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
  id: string
  onMessage: (message: RunMessage) => void
  resolve: (done: Done) => void
  reject: (error: Error) => void
  done?: DoneMessage
  /** All that there is to say about this run. */
  whole?: Done
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
  /** The run that a frame belongs to. */
  function runOf(id: string): Current {
    if (current?.id !== id) throw new Error('a frame of no run that is under way')
    if (current.whole !== undefined) throw new Error('a frame after the end')
    return current
  }
  const decoder = createDecoder({
    limits,
    onJson(value, id) {
      const run = runOf(id)
      const message = runMessage.parse(value)
      if (run.done !== undefined) throw new Error('a message out of turn')
      if (message.kind !== 'done') run.onMessage(message)
      else if (message.outcome.kind === 'ok') run.done = message
      else run.whole = { message, data: undefined }
    },
    onBytes(data, id) {
      const run = runOf(id)
      if (run.done === undefined) throw new Error('an output out of turn')
      run.whole = { message: run.done, data }
    },
  })

  /** Takes what came, and ends the run when all of it is there and nothing else. */
  function hear(chunk: Buffer): void {
    if (current === undefined) throw new Error('bytes although there is no run')
    decoder.feed(chunk)
    const { whole, resolve } = current
    if (whole === undefined) return
    if (decoder.rest() > 0) throw new Error('bytes left over')
    current = undefined
    resolve(whole)
  }

  child.stdout.on('data', (chunk: Buffer) => {
    // What it still sends while it dies is of no interest.
    if (ended !== undefined) return
    try {
      hear(chunk)
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
      const id = frameIds.make()
      current = { id, onMessage, resolve, reject }
      limits.json = messageRoom + command.limits.logs * 12
      limits.bytes = command.limits.output
      for (const part of [...jsonFrame(command, id), ...bytesFrame(data, id)]) child.stdin.write(part)
      return promise
    },
  }
}
