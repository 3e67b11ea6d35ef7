/**
 * Entry of every sandbox process. It is started with Node's permission model on, an empty environment and no rights
 * but to read its own code and, to run an agent, that agent's compiled files.
 *
 *     main.ts run <directory of the prepared component>
 *     main.ts prepare
 */
import { isMainThread } from 'node:worker_threads'

if (!isMainThread) await import('./worker.ts')
else if (process.argv[2] === 'prepare') await import('./prepare.ts')
else {
  const { startRunner } = await import('./runner.ts')
  startRunner(new URL(import.meta.url))
}
