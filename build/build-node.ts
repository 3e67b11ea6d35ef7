/**
 * Builds the native node, chain/node, into the user's cache and says where it is: `node build/build-node.ts`. A node
 * of the same sources is built once on a machine, whichever clone asks. `--path` only says where it is, or fails;
 * `--test` builds it and runs the tests of the crate.
 */
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildNode, testNode } from './node/compile.ts'
import { nodeBinary } from './node/source.ts'

const { values } = parseArgs({ options: { path: { type: 'boolean' }, test: { type: 'boolean' } } })
const stop = new AbortController()
process.once('SIGINT', () => stop.abort())
try {
  if (values.path && !existsSync(nodeBinary()))
    throw new Error('The node is not built. Run: npx node build/build-node.ts')
  process.stdout.write(`${values.path ? nodeBinary() : await buildNode(stop.signal)}\n`)
  if (values.test) await testNode(stop.signal)
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
