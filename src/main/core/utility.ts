import { type MessagePortMain, utilityProcess } from 'electron'
import type { FromCore, ToCore } from '../../contract/shell.ts'
import { childEnvironment } from '../../core/child-env.ts'
import { answerSecretRequest } from '../secrets.ts'
import { CoreError, type CoreLink, within } from './link.ts'

const STOP_MS = 15_000
const LISTEN_WITHIN_MS = 60_000

/**
 * Starts the core in a utility process. Nothing is left running when this fails.
 * @throws {CoreError} with the reason when it ends before it listens, does not listen in time or `signal` is aborted
 */
export async function startUtilityCore(
  options: { script: string; resourcesDir: string; dataDir: string; node: string },
  signal: AbortSignal,
): Promise<CoreLink> {
  const { script, resourcesDir, dataDir, node } = options
  const core = utilityProcess.fork(script, [dataDir, resourcesDir, node], {
    serviceName: 'Ainur core',
    env: childEnvironment(),
    stdio: 'inherit',
  })
  const tell = (message: ToCore, ports?: MessagePortMain[]) => core.postMessage(message, ports)
  let reason: string | null = null
  const lost = new Promise<string>((resolve) => {
    core.once('exit', (code) => resolve(reason ?? `The core ended (code ${code}).`))
  })
  const listening = new Promise<void>((resolve, reject) => {
    core.on('message', (message: FromCore) => {
      if (message.type === 'listening') resolve()
      else if (message.type === 'failed') ({ reason } = message)
      else tell(answerSecretRequest(message))
    })
    void lost.then((words) => reject(new CoreError(words)))
  })
  listening.catch(() => {})
  try {
    await within(listening, LISTEN_WITHIN_MS, signal)
  } catch (error) {
    core.kill()
    await lost
    throw error
  }

  async function stopInOrder() {
    tell({ type: 'stop' })
    const insist = setTimeout(() => core.kill(), STOP_MS)
    await lost
    clearTimeout(insist)
  }
  let stopping: Promise<void> | null = null
  return {
    lost,
    connect: (port) => tell({ type: 'port' }, [port]),
    stop: () => (stopping ??= stopInOrder()),
    kill: () => void core.kill(),
  }
}
