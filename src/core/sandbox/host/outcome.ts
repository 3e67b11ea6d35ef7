import { foreignHandle, GuestExit, GuestFault, MemoryLimit } from './faults.ts'
import type { MeterGlobals } from './gauge.ts'
import { errorTags, mediaTypePattern, textLimit, type RunMessage } from './protocol.ts'

type Outcome = Extract<RunMessage, { kind: 'done' }>['outcome']

interface Answer {
  mediaType: string
  data: Uint8Array
}

export interface Thrown {
  error: unknown
}

export interface Ending {
  globals: MeterGlobals
  /** The result of `run`. Its type is checked here: the glue code may be wrong about it. */
  output: unknown
  thrown: Thrown | undefined
  outputLimit: number
}

const mediaTypeLimit = 255
const budgetRefused = 1
const engineRefused = 2

const trap = (cause: string, message: string): { outcome: Outcome } => ({
  outcome: { kind: 'trap', cause, message: message.slice(0, textLimit) },
})
const error = (code: string, message: string): { outcome: Outcome } => ({
  outcome: { kind: 'error', code, message: message.slice(0, textLimit) },
})
const wrongType = () => trap('trap', 'The agent passed a value that its type does not have.')

/** Says how a run ended. The meter's globals decide before the engine's words do, which change between versions. */
export function describe({ globals, output, thrown, outputLimit }: Ending): {
  outcome: Outcome
  data?: Uint8Array
} {
  if (globals.refused.value & engineRefused)
    return trap('host', 'This machine could not give the memory that the run may have.')
  if (globals.fuel.value < 0n) return trap('fuel', 'The fuel was used up.')
  if (globals.depth.value < 0) return trap('stack', 'The call stack was used up.')
  try {
    return thrown === undefined
      ? describeOutput(output, outputLimit)
      : describeThrown(thrown.error, globals.refused.value)
  } catch {
    // An object that throws when it is looked at.
    return wrongType()
  }
}

function describeOutput(output: unknown, outputLimit: number): ReturnType<typeof describe> {
  const answer = readAnswer(output)
  if (answer === undefined) return wrongType()
  const { mediaType, data } = answer
  if (data.length > outputLimit)
    return trap('output-limit', `The output has ${data.length} bytes; ${outputLimit} are allowed.`)
  if (mediaType.length > mediaTypeLimit)
    return trap('output-limit', 'The media type of the output is too long.')
  if (!mediaTypePattern.test(mediaType)) return error('internal', 'The media type of the output is not one.')
  return { outcome: { kind: 'ok', mediaType }, data }
}

/** Each field is read once, and the bytes are copied: nobody can change them afterwards. */
function readAnswer(output: unknown): Answer | undefined {
  if (typeof output !== 'object' || output === null) return undefined
  const { mediaType, data } = output as Record<string, unknown>
  if (typeof mediaType !== 'string' || !(data instanceof Uint8Array)) return undefined
  if (Object.getPrototypeOf(data) !== Uint8Array.prototype || !(data.buffer instanceof ArrayBuffer))
    return undefined
  return { mediaType, data: new Uint8Array(data) }
}

function describeThrown(error_: unknown, refused: number): { outcome: Outcome } {
  const failure = taskError(error_)
  if (failure !== undefined) return error(failure.tag, failure.val)
  if (error_ instanceof MemoryLimit) return trap('memory', error_.message)
  if (refused & budgetRefused) return trap('memory', 'The memory was used up.')
  if (error_ instanceof GuestExit) return trap('exit', error_.message)
  if (error_ instanceof GuestFault) return trap('trap', error_.message)
  // The only faults that are this machine's: by the meter's reckoning there was room.
  if (error_ instanceof RangeError && machineFaults.includes(error_.message))
    return trap('host', error_.message)
  if (!(error_ instanceof WebAssembly.RuntimeError)) return wrongType()
  const { message } = error_
  if (message.includes('unreachable'))
    return trap('unreachable', 'The agent came to what is never to be reached.')
  const words = instructionFaults.find(([engine]) => engine.test(message))?.[1]
  return trap('trap', words ?? 'The agent did what WebAssembly does not allow.')
}

const machineFaults = ['Maximum call stack size exceeded', 'Array buffer allocation failed']

/** Words of the engine, or of the glue code that changes them, for what an instruction refuses; and ours. */
const instructionFaults: [RegExp, string][] = [
  [/by zero/, 'The agent divided by zero.'],
  [
    /unrepresentable|integer overflow|conversion to integer/,
    'The agent made a number for which there is no room.',
  ],
  [/memory/, 'The agent reached beyond its memory.'],
  [/table index|undefined element/, 'The agent reached beyond a table.'],
  [/handle/, foreignHandle],
  [/signature|call type/, 'The agent called a function by another type.'],
]

/** The error case of `run`, as the glue code throws it. */
function taskError(thrown: unknown): { tag: string; val: string } | undefined {
  if (typeof thrown !== 'object' || thrown === null) return undefined
  const value: unknown = 'payload' in thrown ? thrown.payload : thrown
  if (typeof value !== 'object' || value === null || !('tag' in value) || !('val' in value)) return undefined
  const { tag, val } = value
  if (typeof val !== 'string') return undefined
  return errorTags.includes(tag as string) ? { tag: tag as string, val } : undefined
}
