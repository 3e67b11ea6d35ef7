import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { root } from './core.ts'

interface Line {
  event: string
  pid: number
  url?: string
  chain?: string | null
  reason?: string
}

export interface Launched {
  process: ChildProcess
  /** The first line of that event. */
  said(event: string): Promise<Line>
  /** Whether there was such a line so far. */
  hasSaid(event: string): boolean
  /** When everything that holds its output has ended. */
  code: Promise<number | null>
  errors: () => string
}

/** What a person types: npm start, without a window. `direct`: without npm, which passes no code on for a signal. */
export function launch(dataDir: string, options: { direct?: boolean; env?: object } = {}): Launched {
  const { direct = false, env = {} } = options
  const [command, ...first] = direct
    ? [process.execPath, 'build/start.mjs']
    : ['npm', 'start', '--silent', '--']
  const launched = spawn(command!, [...first, '--headless', '--json', '--data-dir', dataDir], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const lines: Line[] = []
  let wake = () => {}
  createInterface({ input: launched.stdout }).on('line', (line) => {
    if (line.startsWith('{')) lines.push(JSON.parse(line) as Line)
    wake()
  })
  let errors = ''
  launched.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  const code = new Promise<number | null>((resolve) => launched.once('close', resolve))
  return {
    process: launched,
    code,
    errors: () => errors,
    hasSaid: (event) => lines.some((line) => line.event === event),
    async said(event) {
      for (;;) {
        const found = lines.find((line) => line.event === event)
        if (found) return found
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
  }
}

export const lives = (pid: number) => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Processes that were started for a data folder, or that work in it. Linux only. */
export function processesOf(dataDir: string): string[] {
  return readdirSync('/proc')
    .filter((pid) => /^\d+$/.test(pid))
    .flatMap((pid) => {
      try {
        const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
        const within = command.includes(dataDir) || readlinkSync(`/proc/${pid}/cwd`).startsWith(dataDir)
        return within && !/^\S+ zombie/.test(command) ? [`${pid} ${command}`] : []
      } catch {
        // It ended.
        return []
      }
    })
}
