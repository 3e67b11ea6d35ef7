import { MemoryLimit, type MeterGlobals } from './gauge.ts'
import { textLimit, type RunMessage } from './protocol.ts'
import { GuestExit } from './wasi.ts'

type Outcome = Extract<RunMessage, { kind: 'done' }>['outcome']

export interface Thrown {
  error: unknown
}

export interface Ending {
  globals: MeterGlobals
  output: { mediaType: string; data: Uint8Array } | undefined
  thrown: Thrown | undefined
  outputLimit: number
}

const mediaTypeLimit = 255
const budgetRefused = 1
const engineRefused = 2

const trap = (cause: string, message: string): Outcome => ({
  kind: 'trap',
  cause,
  message: message.slice(0, textLimit),
})

/** Says how a run ended. The meter's globals decide before the engine's words do, which change between versions. */
export function describe({ globals, output, thrown, outputLimit }: Ending): Outcome {
  if (globals.refused.value & engineRefused)
    return trap('host', 'This machine could not give the memory that the run may have.')
  if (globals.fuel.value < 0n) return trap('fuel', 'The fuel was used up.')
  if (globals.depth.value < 0) return trap('stack', 'The call stack was used up.')
  if (thrown !== undefined) return describeThrown(thrown.error, globals.refused.value)
  if (output === undefined) return trap('host', 'The run ended without a result.')
  if (output.data.length > outputLimit) {
    return trap('output-limit', `The output has ${output.data.length} bytes; ${outputLimit} are allowed.`)
  }
  if (output.mediaType.length > mediaTypeLimit)
    return trap('output-limit', 'The media type of the output is too long.')
  return { kind: 'ok', mediaType: output.mediaType }
}

function describeThrown(error: unknown, refused: number): Outcome {
  const failure = taskError(error)
  if (failure !== undefined)
    return { kind: 'error', code: failure.tag, message: String(failure.val).slice(0, textLimit) }
  const message = error instanceof Error ? error.message : String(error)
  if (error instanceof MemoryLimit) return trap('memory', message)
  if (refused & budgetRefused) return trap('memory', 'The memory was used up.')
  if (error instanceof GuestExit) return trap('exit', message)
  // The meter's limit on the stack comes first unless the engine's frames are larger than it reckons with.
  if (error instanceof RangeError || message.includes('call stack')) return trap('host', message)
  if (message.includes('unreachable')) return trap('unreachable', message)
  return trap('trap', message)
}

/** The error case of `run`, as the glue code throws it. */
function taskError(error: unknown): { tag: string; val: unknown } | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = 'payload' in error ? error.payload : error
  if (typeof value !== 'object' || value === null || !('tag' in value) || !('val' in value)) return undefined
  return typeof value.tag === 'string' ? { tag: value.tag, val: value.val } : undefined
}
