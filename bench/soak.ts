/**
 * Many tasks through one core, a hosted agent doing them: what a task takes and what the core takes, quarter by
 * quarter, and how long a start takes before and after. All should be the same at any history but the files, which
 * grow with what happened. The core runs in a process of its own; empty blocks are made on a copy of its chain.
 *
 *     node bench/soak.ts [--tasks 2000] [--json]
 */
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openLab } from '../src/core/testing/lab.ts'
import { withFolder } from './support/folder.ts'
import { median, report, timed, type Figure } from './support/report.ts'
import type { SoakSample } from './support/soak-core.ts'

const { values } = parseArgs({
  options: { tasks: { type: 'string', default: '2000' }, json: { type: 'boolean' } },
})
const QUARTERS = 4
const quarter = Math.max(20, Math.round(Number(values.tasks) / QUARTERS / 20) * 20)
const tasks = quarter * QUARTERS
const STARTS = 3
const EMPTY_BLOCKS = 100
const MB = 1024 * 1024

/** Runs a core to its end; gives its samples, each after `look` has seen the folder. */
async function runCore<T>(
  folder: string,
  args: number[],
  look: () => Promise<T>,
): Promise<(SoakSample & T)[]> {
  const heard: (SoakSample & T)[] = []
  const script = new URL('./support/soak-core.ts', import.meta.url)
  const child = fork(script, [folder, ...args.map(String)], { execArgv: ['--expose-gc'] })
  let problem: unknown
  child.on('message', (message) => {
    look().then(
      (seen) => {
        heard.push({ ...(message as SoakSample), ...seen })
        child.send('go on')
      },
      (error: unknown) => {
        problem = error
        child.kill()
      },
    )
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (problem) throw problem
  if (code !== 0) throw new Error(`the core ended with code ${code}`)
  return heard
}

interface EmptyBlock {
  /** Median on the wall, most of it the disk's, ms. */
  emptyMs: number
  /** Of the processor: what says the same on a busy machine, ms. */
  emptyCpuMs: number
}

/** An empty block on the chain as it is now. */
async function emptyBlock(folder: string): Promise<EmptyBlock> {
  const copy = join(folder, '..', 'copy')
  cpSync(join(folder, 'chain'), copy, { recursive: true })
  const lab = await openLab({ dir: copy })
  try {
    const times: number[] = []
    const before = process.cpuUsage()
    for (let i = 0; i < EMPTY_BLOCKS; i++) times.push(await timed(() => lab.block()))
    const { user, system } = process.cpuUsage(before)
    return { emptyMs: median(times), emptyCpuMs: (user + system) / 1_000 / EMPTY_BLOCKS }
  } finally {
    lab.close()
    rmSync(copy, { recursive: true })
  }
}

async function starts(folder: string): Promise<Pick<SoakSample, 'readyMs' | 'currentMs'>> {
  const all: SoakSample[] = []
  for (let i = 0; i < STARTS; i++) all.push(...(await runCore(folder, [0, 1], async () => ({}))))
  return {
    readyMs: median(all.map(({ readyMs }) => readyMs)),
    currentMs: median(all.map(({ currentMs }) => currentMs)),
  }
}

await withFolder(async (outer) => {
  const folder = join(outer, 'data')
  await starts(folder)
  const before = await starts(folder)
  const samples = await runCore(folder, [tasks, quarter], async () => {
    const seen = await emptyBlock(folder)
    process.stdout.write(
      `${new Date().toISOString()} an empty block takes ${seen.emptyMs.toFixed(1)} ms, ${seen.emptyCpuMs.toFixed(1)} of the processor\n`,
    )
    return seen
  })
  const after = await starts(folder)

  const first = samples[0]!
  const last = samples.at(-1)!
  const figures: Record<string, Figure> = {}
  const add = (
    name: string,
    label: string,
    unit: string,
    of: (sample: (typeof samples)[number]) => number,
    most?: number,
  ) => {
    for (const sample of samples)
      figures[`${name}${sample.tasks}`] = {
        label: `${label}, ${sample.tasks} tasks`,
        value: of(sample),
        unit,
      }
    figures[`${name}Ratio`] = {
      ...{ label: `${label}, last against first quarter`, value: of(last) / of(first), unit: 'x' },
      ...(most !== undefined && { aim: { most } }),
    }
  }
  add('task', 'a task, wall', 'ms', ({ taskMs }) => taskMs)
  add('taskCpu', 'a task, CPU of the core', 'ms', ({ taskCpuMs }) => taskCpuMs, 1.25)
  add('empty', 'an empty block, wall', 'ms', ({ emptyMs }) => emptyMs)
  add('emptyCpu', 'an empty block, CPU', 'ms', ({ emptyCpuMs }) => emptyCpuMs, 1.25)
  add('rss', 'memory of the core', 'MB', ({ rss }) => rss / MB, 1.25)
  add('handles', 'open handles', '', ({ handles }) => handles, 1.1)
  add('blocks', 'blocks', '', ({ blocks }) => blocks, QUARTERS * 1.1)
  for (const name of ['chain', 'index', 'local', 'content'] as const)
    add(name, `files: ${name}`, 'MB', (sample) => sample[name] / MB, QUARTERS * 1.1)
  report('soak', {
    ...figures,
    unpaid: { label: 'tasks that nobody bid on in time', value: last.unpaid, unit: '' },
    readyBefore: { label: 'start until ready, before', value: before.readyMs, unit: 'ms' },
    readyAfter: { label: `start until ready, ${tasks} tasks`, value: after.readyMs, unit: 'ms' },
    readyRatio: {
      label: 'the latter against the former',
      value: after.readyMs / before.readyMs,
      unit: 'x',
      aim: { most: 1.5 },
    },
    currentBefore: { label: 'start until the index is current, before', value: before.currentMs, unit: 'ms' },
    currentAfter: {
      label: `start until the index is current, ${tasks} tasks`,
      value: after.currentMs,
      unit: 'ms',
    },
  })
})
