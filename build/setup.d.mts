import type { SpawnOptions } from 'node:child_process'

export const root: string
export const together: SpawnOptions
export function run(
  command: string,
  args: readonly string[],
  options?: SpawnOptions & { killAfterMs?: number },
): Promise<number>
export function installDependencies(): Promise<boolean>
export function runOnProjectNode(script: string, args: readonly string[]): Promise<number>
