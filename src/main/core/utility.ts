import { utilityProcess } from 'electron'
import { childEnvironment } from '../../core/child-env.ts'
import { answerHostRequest } from '../secrets.ts'
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
  let reason: string | null = null
  const lost = new Promise<string>((resolve) => {
    core.once('exit', (code) => resolve(reason ?? `The core ended (code ${code}).`))
  })
  const listening = new Promise<void>((resolve, reject) => {
    core.on('message', (message: { type?: string; reason?: string }) => {
      if (message.type === 'ainur:listening') resolve()
      else if (message.type === 'ainur:failed') reason = message.reason ?? null
      else {
        const reply = answerHostRequest(message)
        if (reply !== null) core.postMessage(reply)
      }
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
    core.postMessage({ type: 'ainur:stop' })
    const insist = setTimeout(() => core.kill(), STOP_MS)
    await lost
    clearTimeout(insist)
  }
  let stopping: Promise<void> | null = null
  return {
    lost,
    connect: (port) => core.postMessage({ type: 'ainur:port' }, [port]),
    stop: () => (stopping ??= stopInOrder()),
    kill: () => void core.kill(),
  }
}
