/**
 * Memory of a core with its embedded chain: when it is ready, and after 25, 50, 75 and 100 tasks that a hosted agent
 * did. The core runs in a process of its own without anything else in it; sandboxes are processes apart and not
 * counted. The figures are RSS, read after a garbage collection. Beside them, how long the core's event loop was busy
 * at a stretch.
 *
 *     node bench/memory.ts [--json]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { withFolder } from './support/folder.ts'
import { report } from './support/report.ts'
import type { MemorySample } from './support/memory-core.ts'

const TASKS = 100
const EVERY = 25

async function samples(folder: string): Promise<MemorySample[]> {
  const child = fork(
    new URL('./support/memory-core.ts', import.meta.url),
    [folder, String(TASKS), String(EVERY)],
    {
      execArgv: ['--expose-gc'],
    },
  )
  const heard: MemorySample[] = []
  child.on('message', (message) => heard.push(message as MemorySample))
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error(`the core ended with code ${code}`)
  return heard
}

const MB = 1024 * 1024

await withFolder(async (folder) => {
  const all = await samples(folder)
  const at = (tasks: number) => all.find((sample) => sample.tasks === tasks)!
  const rss = (tasks: number) => at(tasks).rss / MB
  const heap = (tasks: number) => at(tasks).heap / MB
  const aim = { most: 700 }
  report('memory', {
    idle: { label: 'core and embedded chain, ready', value: rss(0), unit: 'MB', aim },
    after25: { label: 'after 25 tasks', value: rss(25), unit: 'MB', aim },
    after50: { label: 'after 50 tasks', value: rss(50), unit: 'MB', aim },
    after75: { label: 'after 75 tasks', value: rss(75), unit: 'MB', aim },
    after100: { label: 'after 100 tasks', value: rss(100), unit: 'MB', aim },
    growth: { label: 'from 50 to 100 tasks', value: rss(100) - rss(50), unit: 'MB', aim: { most: 40 } },
    heapIdle: { label: "the core's heap, ready", value: heap(0), unit: 'MB' },
    blockedStart: {
      label: "the core's event loop, longest block while starting",
      value: at(0).blocked,
      unit: 'ms',
    },
    blocked: {
      label: "the core's event loop, longest block during 100 tasks",
      value: Math.max(...all.filter(({ tasks }) => tasks > 0).map(({ blocked }) => blocked)),
      unit: 'ms',
      aim: { most: 50 },
    },
    heap100: { label: "the core's heap after 100 tasks", value: heap(100), unit: 'MB' },
  })
})
