import { tmpdir } from 'node:os'
import type { Artefacts } from './cache.ts'
import { SandboxError } from './errors.ts'
import { bytesFrame, createDecoder, jsonFrame } from './host/frames.ts'
import { prepareMessage, type PrepareMessage } from './messages.ts'
import { launch } from './process.ts'

export interface PrepareOptions {
  nodePath: string
  hostUrl: URL
  /** The meter's WASM. */
  meter: Uint8Array
  signal?: AbortSignal
}

const timeoutMs = 120_000
const artefactLimit = 512 * 1024 * 1024

/**
 * Transpiles and meters a component in another process: it is somebody else's file, and it takes a while.
 * @throws SandboxError
 */
export async function compile(
  component: Uint8Array,
  { nodePath, hostUrl, meter, signal }: PrepareOptions,
): Promise<Artefacts> {
  signal?.throwIfAborted()
  // The transpiler is a package with files of its own, so this process may read all; it never runs the guest.
  const child = launch({ nodePath, hostUrl, args: ['prepare'], directory: tmpdir(), readable: ['*'] })
  const { promise, resolve, reject } = Promise.withResolvers<Artefacts>()
  const files = new Map<string, Uint8Array>()
  let expected: string | undefined

  function accept(message: PrepareMessage): void {
    if (message.kind === 'file') expected = message.name
    else if (message.kind === 'failed') reject(new SandboxError(message.code, message.message))
    else resolve({ imports: message.imports, meterVersion: message.meterVersion, files })
  }
  const decode = createDecoder({
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
      decode(chunk)
    } catch (error) {
      reject(
        new SandboxError('failed', 'The process that prepares components sent nonsense.', { cause: error }),
      )
    }
  })
  const died = (reason: unknown) => {
    const words = Buffer.concat(stderr).toString().slice(0, 2_000)
    reject(
      new SandboxError('failed', `The process that prepares components ended: ${String(reason)} ${words}`),
    )
  }
  child.on('error', died)
  child.on('close', (code, killed) => died(killed ?? code))
  child.stdin.on('error', died)
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
