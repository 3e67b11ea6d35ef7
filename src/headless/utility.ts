import { RPCHandler } from '@orpc/server/message-port'
import type { FromCore, ToCore } from '../contract/shell.ts'
import { takeDataDir } from '../core/data-dir.ts'
import { messageOf } from '../core/errors.ts'
import { createCore } from '../core/index.ts'
import { createChannelShell } from './shell.ts'
import { findPlaces } from './paths.ts'
import { makeFilesPrivate } from './private-files.ts'
import { onFault } from './quit.ts'

// The core inside the desktop's utility process. Electron gives such a process a parent port; it is not imported
// because this folder runs on plain Node.
interface PortLike {
  on(event: 'message' | 'close', listener: (event?: { data: unknown }) => void): void
  postMessage(data: unknown): void
  start(): void
}
interface ParentPort {
  on(event: 'message', listener: (event: { data: unknown; ports: PortLike[] }) => void): void
  postMessage(message: unknown): void
}
const parent = (process as typeof process & { parentPort: ParentPort }).parentPort
const tell = (message: FromCore) => parent.postMessage(message)

const [dataDir, resourcesDir, nodePath] = process.argv.slice(2)
if (dataDir === undefined || nodePath === undefined)
  throw new Error('The desktop did not say where the data are.')

/** How long the stop after a fault may take, ms. */
const STOP_WITHIN_MS = 10_000

makeFilesPrivate()
let stop: () => Promise<void> = async () => {}
const fail = (words: string) => {
  console.error(words)
  tell({ type: 'failed', reason: words.split('\n')[0]! })
  setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref()
  void stop()
    .catch(() => {})
    .finally(() => process.exit(1))
}
onFault(fail)
try {
  const remarks: string[] = []
  const release = takeDataDir(dataDir, (words) => remarks.push(words))
  const places = findPlaces(resourcesDir)
  const core = createCore(
    {
      dataDir,
      resourcesDir: places.resourcesDir,
      shell: 'electron',
      nodePath,
      version: places.version,
      workerUrls: places.workerUrls,
      remarks,
    },
    {
      ...createChannelShell({
        send: tell,
        onMessage: (listener) => parent.on('message', ({ data }) => listener(data)),
      }),
      end: fail,
    },
  )
  const rpc = new RPCHandler(core.router)
  const starting = new AbortController()
  stop = () => {
    starting.abort(new Error('Ainur was asked to stop.'))
    return core.stop().then(release)
  }
  parent.on('message', ({ data, ports: [port] }) => {
    const { type } = data as ToCore
    if (type === 'port' && port !== undefined) {
      rpc.upgrade(port)
      port.start()
    }
    if (type === 'stop') void stop().finally(() => process.exit(0))
  })
  tell({ type: 'listening' })
  // A start that fails is shown by the page, step by step.
  await core.start(starting.signal).catch((error: unknown) => console.error(messageOf(error)))
} catch (error) {
  tell({ type: 'failed', reason: messageOf(error) })
  process.exit(1)
}
