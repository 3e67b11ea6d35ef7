import { TaskInput } from '../../contract/tasks.ts'
import type { Content } from '../content/content.ts'
import type { Publisher } from '../content/credential.ts'
import { InvalidError } from '../errors.ts'
import { say } from '../words.ts'
import { defaultLimits, type RunRequest } from '../sandbox/types.ts'

/** Largest input document, bytes: parameters are small. */
export const MAX_DOCUMENT_BYTES = 256 * 1024

/** Reads the document that a task's `inputCid` names. @throws {NotFoundError} @throws {ZodError} @throws {SyntaxError} */
export async function readTaskInput(content: Content, cid: string, signal?: AbortSignal): Promise<TaskInput> {
  const bytes = await content.get(cid, { maxBytes: MAX_DOCUMENT_BYTES, signal })
  return TaskInput.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)))
}

/** What a task's document is made of. */
export type NewInput = Omit<TaskInput, 'schema' | 'size'>

/** Stores the document of a task to be posted. @throws {InvalidError} when its parameters are too large */
export async function createInput(
  content: Content,
  { data, mediaType, name, parameters }: NewInput,
  signal?: AbortSignal,
): Promise<{ cid: string; size: number }> {
  const { size } = await content.info(data, { signal })
  const document: TaskInput = { schema: 'ainur/task-input@1', data, mediaType, name, size, parameters }
  const bytes = new TextEncoder().encode(JSON.stringify(document))
  if (bytes.length > MAX_DOCUMENT_BYTES)
    throw new InvalidError(
      say('tasks.parameters-too-large', { size: bytes.length, most: MAX_DOCUMENT_BYTES }),
    )
  const about = { mediaType: 'application/json', name: 'task-input.json' }
  const { cid } = await content.add(bytes, about, signal)
  return { cid, size }
}

/**
 * Hands a task's document and the data that it names to the network. What is not on this machine is nobody's to hand
 * over: then it is with the network already, or the task cannot be worked on.
 */
export async function publishInput(
  content: Content,
  cid: string,
  by: Publisher,
  signal?: AbortSignal,
): Promise<void> {
  if (!(await content.has(cid))) return
  await content.publish(cid, by, signal)
  const data = await readTaskInput(content, cid, signal).then(
    (input) => input.data,
    // Not a document that Ainur made: the network hears of it as it is.
    () => null,
  )
  if (data !== null && (await content.has(data))) await content.publish(data, by, signal)
}

/** What the sandbox gets for a task: the same on every machine. */
export async function runRequest(
  content: Content,
  task: { id: number; capability: string },
  input: TaskInput,
  signal?: AbortSignal,
): Promise<RunRequest> {
  const data = await content.get(input.data, { maxBytes: defaultLimits.input, signal })
  return {
    taskId: String(task.id),
    capability: task.capability,
    mediaType: input.mediaType,
    data,
    parameters: JSON.stringify(input.parameters),
  }
}
