import { installDependencies, runOnProjectNode } from './setup.mjs'

process.exitCode = (await installDependencies())
  ? await runOnProjectNode('start.ts', process.argv.slice(2))
  : 1
