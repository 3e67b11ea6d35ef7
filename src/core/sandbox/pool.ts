import { createRunner, type Runner } from './runner.ts'
import { launch } from './process.ts'
import { pageSize } from './host/gauge.ts'

export interface PoolOptions {
  nodePath: string
  hostUrl: URL
  /** How long a process waits for another task of the same component, ms; 0 ends it after one. */
  idleMs: number
}

export interface Pool {
  /** A process that has the component's files in `directory` loaded, or is loading them. */
  take(directory: string, memory: number): Runner
  /** Whether such a process waits: it does not look at the files again. */
  waits(directory: string, memory: number): boolean
  /** Gives it back after a run that ended by itself. */
  give(directory: string, memory: number, runner: Runner): void
  stop(): Promise<void>
}

const keyOf = (directory: string, memory: number) => `${memory}:${directory}`

/** Processes that wait for the next task of the component they have compiled. Two components never share one. */
export function createPool({ nodePath, hostUrl, idleMs }: PoolOptions): Pool {
  const idle = new Map<string, { runner: Runner; timer: NodeJS.Timeout }>()
  const all = new Set<Runner>()

  function start(directory: string, memory: number): Runner {
    const maxPages = Math.ceil(memory / pageSize)
    const runner = createRunner(
      launch({ nodePath, hostUrl, args: ['run', directory], directory, readable: [directory], maxPages }),
    )
    all.add(runner)
    void runner.closed.then(() => all.delete(runner))
    return runner
  }

  return {
    take(directory, memory) {
      const key = keyOf(directory, memory)
      const waiting = idle.get(key)
      if (waiting === undefined) return start(directory, memory)
      clearTimeout(waiting.timer)
      idle.delete(key)
      return waiting.runner.alive ? waiting.runner : start(directory, memory)
    },
    waits: (directory, memory) => idle.get(keyOf(directory, memory))?.runner.alive === true,
    give(directory, memory, runner) {
      const key = keyOf(directory, memory)
      if (idleMs === 0 || idle.has(key) || !runner.alive) return runner.kill('killed', 'not needed any more')
      const expire = () => {
        idle.delete(key)
        runner.kill('killed', 'not needed any more')
      }
      idle.set(key, { runner, timer: setTimeout(expire, idleMs).unref() })
    },
    async stop() {
      for (const { timer } of idle.values()) clearTimeout(timer)
      idle.clear()
      const running = [...all]
      for (const runner of running) runner.kill('killed', 'The sandbox was stopped.')
      await Promise.all(running.map((runner) => runner.closed))
    },
  }
}
