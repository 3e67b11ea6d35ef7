// npm run bench -- <name> [--json]: runs one benchmark on the project's Node; without a name, says which there are.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { installDependencies, root, run } from '../build/setup.mjs'

const names = readdirSync(join(root, 'bench'))
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => file.slice(0, -3))
const [name, ...args] = process.argv.slice(2)
if (!names.includes(name)) {
  console.error(`npm run bench -- <name> [--json]\n\nBenchmarks: ${names.join(', ')}`)
  process.exitCode = 2
} else {
  const node = join(root, 'node_modules/node/bin/node')
  const script = join(root, 'bench', `${name}.ts`)
  process.exitCode = (await installDependencies()) ? await run(node, [script, ...args]) : 1
}
