/** Runs the tests of the pallets and the runtime, with cargo's output as it comes. */
import { chainDir, nativeTarget } from './chain/paths.ts'
import { run } from './chain/run.ts'

const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
try {
  // Arguments go to cargo: `node build/test-chain.ts -p pallet-tasks`.
  const selected = process.argv.slice(2)
  await run('cargo', ['test', '--locked', '--lib', ...(selected.length > 0 ? selected : ['--workspace'])], {
    cwd: chainDir,
    env: { CARGO_TARGET_DIR: nativeTarget },
    signal: stop.signal,
  })
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
