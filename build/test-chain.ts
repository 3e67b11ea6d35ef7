/**
 * Runs the tests of the pallets, of the runtime and of the runtime for a network of value, with cargo's output as it
 * comes. Arguments go to cargo and run what they say alone: `node build/test-chain.ts -p pallet-tasks`.
 */
import { chainDir, nativeTarget } from './chain/paths.ts'
import { run } from './chain/run.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
try {
  const selected = process.argv.slice(2)
  const all = [['--workspace'], ['-p', 'ainur-runtime', '--features', 'production']]
  for (const args of selected.length > 0 ? [selected] : all) {
    await run('cargo', ['test', '--locked', '--lib', ...args], {
      cwd: chainDir,
      env: { CARGO_TARGET_DIR: nativeTarget },
      signal: stop.signal,
    })
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
