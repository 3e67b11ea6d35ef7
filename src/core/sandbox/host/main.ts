/**
 * Entry of every sandbox process. It is started with Node's permission model on, an empty environment and no rights
 * but to read its own code and, to run an agent, that agent's compiled files.
 *
 *     main.ts run <directory of the prepared component>
 *     main.ts prepare <bytes of memory that the process may take>
 */
import { isMainThread, Worker, workerData } from 'node:worker_threads'
import type { WatchData } from './watch.ts'

const [, , task, argument] = process.argv

if (!isMainThread) {
  if ('memoryLimit' in (workerData as object)) await import('./watch.ts')
  else await import('./worker.ts')
} else if (task === 'prepare') {
  const watch: WatchData = { memoryLimit: Number(argument) }
  new Worker(new URL(import.meta.url), { workerData: watch }).unref()
  await import('./prepare.ts')
} else {
  const { startRunner } = await import('./runner.ts')
  startRunner(new URL(import.meta.url))
}
