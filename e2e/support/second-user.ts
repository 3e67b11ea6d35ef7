import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { root } from './core.ts'

export type Line = { event: string } & Record<string, unknown>

export interface Thief {
  /** What it said so far. */
  readonly lines: Line[]
  /** Resolves with the first line of this kind that it has said or says. */
  next(event: string): Promise<Line>
  order(what: object): void
  /** Whether it is another user of this machine; without root it is the same one, who may not look into the folder. */
  readonly isOther: boolean
  end(): Promise<void>
}

/** The user that owns nothing, where this process may become it. */
function nobody(): string[] {
  if (process.getuid?.() !== 0) return []
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'))
  const [, , uid = '65534', gid = '65534'] = entry?.split(':') ?? []
  return [uid, gid]
}

/** Starts a program of another user that takes `port` as soon as it is free. */
export async function startThief(port: number, dataDir: string): Promise<Thief> {
  const user = nobody()
  const isOther = user.length > 0
  if (!isOther)
    console.log('Not root: the theft is played by a program of the same user, without the data folder.')
  const child = spawn(
    join(root, 'node_modules/node/bin/node'),
    [join(root, 'e2e/support/thief.ts'), `${port}`, isOther ? dataDir : '', ...user],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  )
  const lines: Line[] = []
  let wake = () => {}
  createInterface({ input: child.stdout }).on('line', (text) => {
    lines.push(JSON.parse(text) as Line)
    wake()
  })
  const exited = once(child, 'exit')
  void exited.then(() => wake())
  const taken = new Set<Line>()
  return {
    lines,
    isOther,
    async next(event) {
      for (;;) {
        const found = lines.find((line) => line.event === event && !taken.has(line))
        if (found) {
          taken.add(found)
          return found
        }
        if (child.exitCode !== null) throw new Error(`The thief ended with ${child.exitCode}.`)
        await new Promise<void>((resolve) => (wake = resolve))
      }
    },
    order: (what) => void child.stdin.write(`${JSON.stringify(what)}\n`),
    async end() {
      child.kill('SIGKILL')
      await exited
    },
  }
}
