import { type ChildProcess, spawn } from 'child_process'
import { createInterface } from 'readline'
import type { Readable } from 'stream'
import { answerHostRequest, hasSecret } from '../secrets.ts'
import { attachToCore } from './attach.ts'
import { CoreError, type CoreLink } from './link.ts'

const STOP_MS = 15_000

/**
 * Starts the core on a Node of its own and links to it: for an Electron whose Node is too old to be the core's.
 * @throws {CoreError} with the core's last words when it ends before it listens
 */
export async function startChildCore(options: {
  node: string
  script: string
  resourcesDir: string
  dataDir: string
}): Promise<CoreLink> {
  const { node, script, dataDir, resourcesDir } = options
  const child = spawn(
    node,
    ['--enable-source-maps', script, '--json', '--port', '0', '--data-dir', dataDir],
    {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      env: {
        ...process.env,
        AINUR_RESOURCES_DIR: resourcesDir,
        AINUR_DESKTOP: hasSecret() ? 'secrets' : 'plain',
      },
    },
  )
  child.on('message', (message) => {
    const reply = answerHostRequest(message)
    if (reply !== null) child.send(reply)
  })
  const lastWords = keepLastWords(child.stderr as Readable)
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) =>
      resolve(lastWords() || `The core ended (${signal ?? `code ${code}`}).`),
    )
  })
  await listening(child, exited)
  const link = await attachToCore(dataDir, '')
  return {
    connect: (port) => link.connect(port),
    lost: exited,
    async stop() {
      await link.stop()
      child.kill('SIGTERM')
      const insist = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(insist)
    },
  }
}

function listening(child: ChildProcess, exited: Promise<string>): Promise<void> {
  const lines = createInterface({ input: child.stdout as Readable })
  return new Promise((resolve, reject) => {
    lines.on('line', (line) => {
      if (line.includes('"listening"')) resolve()
    })
    void exited.then((reason) => reject(new CoreError(reason)))
  })
}

function keepLastWords(stream: Readable): () => string {
  let text = ''
  stream.on('data', (chunk: Buffer) => {
    process.stderr.write(chunk)
    text = (text + chunk.toString()).slice(-2_000)
  })
  return () => text.trim().split('\n').at(-1) ?? ''
}
