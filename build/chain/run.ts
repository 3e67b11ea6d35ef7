import { spawn, spawnSync } from 'node:child_process'

/** Prints one line about what the build is doing. */
export function progress(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** Standard output of a command, trimmed; `undefined` if it is missing or fails. */
export function tryOutput(command: string, args: string[]): string | undefined {
  const { status, stdout } = spawnSync(command, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  return status === 0 ? stdout.trim() : undefined
}

export interface RunOptions {
  cwd?: string
  env?: Record<string, string>
  signal?: AbortSignal
}

/** Runs a command with its output shown as it comes. Rejects when it exits with anything but 0. */
export function run(command: string, args: string[], { cwd, env, signal }: RunOptions = {}): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    signal,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  child.on('error', reject)
  child.on('close', (code, killed) => {
    if (code === 0) resolve()
    else reject(new Error(`${command} ${args.join(' ')} ended with ${killed ?? code}`))
  })
  return promise
}
