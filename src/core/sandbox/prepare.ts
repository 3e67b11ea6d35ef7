import { tmpdir } from 'node:os'
import type { Artefacts } from './cache.ts'
import { SandboxError } from './errors.ts'
import { pageSize } from './host/gauge.ts'
import { bytesFrame, createDecoder, jsonFrame } from './host/frames.ts'
import { prepareMessage, type PrepareMessage } from './messages.ts'
import { launch } from './process.ts'
import { transpilerFolders } from './transpiler.ts'

export interface PrepareOptions {
  nodePath: string
  hostUrl: URL
  /** The meter's WASM. */
  meter: Uint8Array
  /** Most bytes of memory that the process may take; 1.5 GiB, enough for the largest component, if left out. */
  memoryLimit?: number
  signal?: AbortSignal
}

const timeoutMs = 60_000
const usualMemoryLimit = 1536 * 1024 * 1024
const artefactLimit = 512 * 1024 * 1024

/**
 * Transpiles and meters a component in another process: it is somebody else's file, and it takes a while.
 * @throws SandboxError
 */
export async function compile(
  component: Uint8Array,
  { nodePath, hostUrl, meter, memoryLimit = usualMemoryLimit, signal }: PrepareOptions,
): Promise<Artefacts> {
  signal?.throwIfAborted()
  const child = launch({
    nodePath,
    hostUrl,
    args: ['prepare', String(memoryLimit)],
    directory: tmpdir(),
    readable: transpilerFolders(),
    maxPages: memoryLimit / pageSize,
    heapMb: memoryLimit / 1024 / 1024,
    // Parses the glue code without running it.
    flags: ['--experimental-vm-modules'],
  })
  const { promise, resolve, reject } = Promise.withResolvers<Artefacts>()
  const files = new Map<string, Uint8Array>()
  let expected: string | undefined

  function accept(message: PrepareMessage): void {
    if (message.kind === 'file') expected = message.name
    else if (message.kind === 'failed') reject(new SandboxError(message.code, message.message))
    else resolve({ imports: message.imports, meterVersion: message.meterVersion, files })
  }
  const decoder = createDecoder({
    limits: { json: 1024 * 1024, bytes: artefactLimit },
    onJson: (value) => accept(prepareMessage.parse(value)),
    onBytes(bytes) {
      if (expected === undefined) throw new Error('bytes without a name')
      files.set(expected, bytes)
      expected = undefined
    },
  })

  const stderr: Buffer[] = []
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  child.stdout.on('data', (chunk: Buffer) => {
    try {
      decoder.feed(chunk)
    } catch (error) {
      reject(
        new SandboxError('failed', 'The process that prepares components sent nonsense.', { cause: error }),
      )
    }
  })
  const died = (reason: unknown) => {
    const words = Buffer.concat(stderr).toString()
    // Nobody else kills it before it has answered; the engine gives up with these words.
    if (reason === 'SIGKILL' || words.includes('out of memory'))
      return reject(new SandboxError('too-large', 'The component takes too much memory to prepare.'))
    reject(
      new SandboxError(
        'failed',
        `The process that prepares components ended: ${String(reason)} ${words.slice(0, 2_000)}`,
      ),
    )
  }
  child.on('error', died)
  child.on('close', (code, killed) => died(killed ?? code))
  // It is gone then, and `close` says why.
  child.stdin.on('error', () => undefined)
  const timer = setTimeout(
    () => reject(new SandboxError('timeout', 'The component took too long to prepare.')),
    timeoutMs,
  )
  const abort = () => reject(signal?.reason as Error)
  signal?.addEventListener('abort', abort)
  try {
    for (const part of [...jsonFrame({}), ...bytesFrame(component), ...bytesFrame(meter)])
      child.stdin.write(part)
    return await promise
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
    child.kill('SIGKILL')
  }
}
