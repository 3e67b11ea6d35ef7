import { isTextual } from '../../../contract/media-type.ts'
import { decodeText, isTextOf } from '../../../contract/sniff.ts'
import type { TaskInput } from '../../../contract/tasks.ts'
import type { Content } from '../../content/content.ts'
import { ContentTooLargeError, NotAFileError, NotFoundError, OfflineError } from '../../errors.ts'
import { readTaskInput } from '../../work/input.ts'
import type { InputProblem } from '../can-run.ts'

const FETCH_WITHIN_MS = 10_000
/** What could not be had is asked for again after this time. */
const AGAIN_AFTER_MS = 5_000
const KEPT = 256

/** Reads a task's input before anything is promised: what it says of itself is not believed. */
export interface InputCheck {
  /** The document, when its data can really be had, is a file and has at most `maxBytes` with the parameters. */
  read(inputCid: string, signal?: AbortSignal): Promise<TaskInput | InputProblem>
}

export function createInputCheck({ content, maxBytes }: { content: Content; maxBytes: number }): InputCheck {
  /** A CID always names the same: only what is missing can come. */
  const known = new Map<string, { found: TaskInput | InputProblem; until: number }>()

  async function look(inputCid: string, within: AbortSignal): Promise<TaskInput | InputProblem> {
    let document: TaskInput
    try {
      document = await readTaskInput(content, inputCid, within)
    } catch (error) {
      return isMissing(error) || within.aborted ? 'unavailable' : 'unreadable'
    }
    const { size, data, mediaType, parameters } = document
    // Its own word is enough where it speaks against it.
    if (size > maxBytes) return document
    try {
      const bytes = await content.get(data, { maxBytes, signal: within })
      if (bytes.length + Buffer.byteLength(JSON.stringify(parameters)) > maxBytes) return 'too-large'
      return textProblem(bytes, mediaType) ?? document
    } catch (error) {
      if (error instanceof ContentTooLargeError) return 'too-large'
      if (error instanceof NotAFileError) return 'not-a-file'
      return 'unavailable'
    }
  }

  return {
    async read(inputCid, signal) {
      const before = known.get(inputCid)
      if (before && before.until > Date.now()) return before.found
      const within = AbortSignal.any([AbortSignal.timeout(FETCH_WITHIN_MS), ...(signal ? [signal] : [])])
      const found = await look(inputCid, within)
      signal?.throwIfAborted()
      known.delete(inputCid)
      known.set(inputCid, { found, until: found === 'unavailable' ? Date.now() + AGAIN_AFTER_MS : Infinity })
      const oldest = known.keys().next().value
      if (known.size > KEPT && oldest !== undefined) known.delete(oldest)
      return found
    },
  }
}

/** An agent for texts would only fail on it, and lose its bond. */
function textProblem(bytes: Uint8Array, mediaType: string): InputProblem | null {
  if (!isTextual(mediaType)) return null
  if (!isTextOf(bytes, mediaType)) return 'not-a-text'
  return decodeText(bytes, mediaType).trim() === '' ? 'blank' : null
}

const isMissing = (error: unknown) => error instanceof NotFoundError || error instanceof OfflineError
