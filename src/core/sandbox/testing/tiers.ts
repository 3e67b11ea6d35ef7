import { chmodSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { temporaryFolder } from './fixtures.ts'

/** Ways in which the engine can compile a guest; what a guest does must not depend on them. */
export const tiers = ['', '--liftoff-only', '--no-liftoff', '--no-wasm-tier-up', '--wasm-tiering-budget=1000']

/** A program that starts this Node with further flags. */
export function nodeWith(flags: string): string {
  const file = join(temporaryFolder(), 'node')
  writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' ${flags} "$@"\n`)
  chmodSync(file, 0o755)
  return file
}
